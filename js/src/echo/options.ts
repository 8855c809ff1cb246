// The types of options and states that every broadcaster shares.

/**
 * How the connection stands: `connecting` for the first time, `reconnecting` after it was lost, `failed` after ten seconds
 * without success (`unavailableTimeout`; attempts go on), `disconnected` after `disconnect()` and when there is no point in
 * coming back (`onFatal`, `reconnect.giveUpAfter`).
 */
export type ConnectionStatus =
  'connected' | 'disconnected' | 'connecting' | 'reconnecting' | 'failed';

/** A class. */
export type Constructor<T = object> = new (...args: any[]) => T;

/** A token, or a function that is asked for it before each request. */
export type Token = string | null | (() => string | null | undefined);

/** The options as a connector holds them: what the app gave over the defaults. For laravel-echo, and connectors of the app. */
export interface EchoOptionsWithDefaults<TBroadcaster = any> {
  /** The name, or the connector class. */
  broadcaster: TBroadcaster;
  /** With the tokens among the headers, each read when it is asked for; what an app puts there later counts. */
  auth: { headers: Record<string, string>; [key: string]: any };
  /** As given, or the default. */
  authEndpoint: string;
  /** As `auth`, for signing in. */
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
