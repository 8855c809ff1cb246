// The sub-path `oread/pusher`: what `pusher-js` exports.
import { Pusher } from './pusher.js';

export { Pusher as default, Pusher };
export { Channel, PresenceChannel } from './channel.js';
export { Members, type Member } from './members.js';
export type { Connection as ConnectionManager } from './connection.js';
export type { Runtime } from './runtime.js';
// pusher-js has two names for some types; both are exported.
export type {
  AuthCallback,
  ChannelAuthorizationCallback,
  ChannelAuthorizationCallback as AuthorizerCallback,
  ChannelAuthorizationData,
  UserAuthenticationCallback,
  UserAuthenticationData,
  AuthData,
  AuthOptions,
  AuthOptions as DeprecatedAuthOptions,
  Authorizer,
  AuthorizerGenerator,
  AuthorizerGenerator as ChannelAuthorizerGenerator,
  ChannelAuthorizationHandler,
  ChannelAuthorizationOptions,
  Config,
  Options,
  ReconnectOptions,
  UserAuthenticationHandler,
  UserAuthenticationOptions,
  Values,
  WhisperLimits,
  WhisperOptions,
} from './options.js';
