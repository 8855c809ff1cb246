// The types of options and states that all broadcasters share.

/**
 * The status of the connection: `connecting` for the first time, `reconnecting` after the connection was lost, `failed`
 * after ten seconds without a connection (`unavailableTimeout`; attempts continue), `disconnected` after `disconnect()` and
 * after the client gave up (`onFatal`, `reconnect.giveUpAfter`).
 */
export type ConnectionStatus =
  'connected' | 'disconnected' | 'connecting' | 'reconnecting' | 'failed';

/** A class. */
export type Constructor<T = object> = new (...args: any[]) => T;

/** A token, or a function that returns it and is called for each request. */
export type Token = string | null | (() => string | null | undefined);

/** A connector's options: the application's, merged with the defaults. For laravel-echo and custom connectors. */
export interface EchoOptionsWithDefaults<TBroadcaster = any> {
  /** The name, or the connector class. */
  broadcaster: TBroadcaster;
  /** Includes the tokens in the headers, each read on access; headers that the application adds later are sent as well. */
  auth: { headers: Record<string, string>; [key: string]: any };
  /** As given, or the default. */
  authEndpoint: string;
  /** Like `auth`, for `signin()`. */
  userAuthentication: { endpoint: string; headers: Record<string, string>; [key: string]: any };
  /** As given. */
  csrfToken: string | null;
  /** As given. */
  bearerToken: Token;
  /** As given. */
  host: string | null;
  /** As given. */
  key: string | null;
  /** As given, or the default. */
  namespace: string | false;
  [key: string]: any;
}
