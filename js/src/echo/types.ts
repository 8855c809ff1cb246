// The types of Echo's public face, per broadcaster.
import type { Options as PusherOptions } from '../pusher/options.js';
import type { NullChannel, NullConnector } from './null.js';
import type {
  PusherChannel,
  PusherEncryptedPrivateChannel,
  PusherPresenceChannel,
  PusherPrivateChannel,
} from './pusher-channel.js';
import type { PusherConnector } from './pusher-connector.js';

export type ConnectionStatus =
  'connected' | 'disconnected' | 'connecting' | 'reconnecting' | 'failed';

export type Constructor<T = object> = new (...args: any[]) => T;

/** A token, or a function that is asked for it before each request. */
export type Token = string | null | (() => string | null | undefined);

type Headers = Record<string, string | (() => string)>;

interface GenericOptions<TBroadcaster> {
  broadcaster: TBroadcaster;
  auth?: { headers?: Headers | (() => Record<string, string>); params?: Record<string, any> };
  authEndpoint?: string;
  userAuthentication?: { endpoint?: string; headers?: Headers; [key: string]: any };
  csrfToken?: string | null;
  bearerToken?: Token;
  host?: string | null;
  key?: string | null;
  namespace?: string | false;
  withoutInterceptors?: boolean;
  [key: string]: any;
}

type OnPusher<TBroadcaster, TOptions> = {
  connector: PusherConnector;
  public: PusherChannel;
  private: PusherPrivateChannel;
  encrypted: PusherEncryptedPrivateChannel;
  presence: PusherPresenceChannel;
  options: GenericOptions<TBroadcaster> &
    Partial<Omit<TOptions, 'auth' | 'userAuthentication' | 'authEndpoint'>>;
};

/** Which classes and options belong to which broadcaster. */
export type Broadcaster = {
  reverb: OnPusher<'reverb', Omit<PusherOptions, 'cluster'>>;
  pusher: OnPusher<'pusher', PusherOptions>;
  ably: OnPusher<'ably', PusherOptions>;
  null: {
    connector: NullConnector;
    public: NullChannel;
    private: NullChannel;
    encrypted: NullChannel;
    presence: NullChannel;
    options: GenericOptions<'null'>;
  };
  function: {
    connector: any;
    public: any;
    private: any;
    encrypted: any;
    presence: any;
    options: GenericOptions<Constructor>;
  };
};

export type BroadcastDriver = Exclude<keyof Broadcaster, 'function'>;
export type EchoOptions<T extends keyof Broadcaster> = Broadcaster[T]['options'];

/** The options as a connector holds them. */
export interface EchoOptionsWithDefaults {
  broadcaster: any;
  auth: { headers: Record<string, string>; [key: string]: any };
  authEndpoint: string;
  userAuthentication: { endpoint: string; headers: Record<string, string>; [key: string]: any };
  csrfToken: string | null;
  bearerToken: Token;
  host: string | null;
  key: string | null;
  namespace: string | false;
  [key: string]: any;
}
