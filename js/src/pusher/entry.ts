// The sub-path `oread/pusher`: what `pusher-js` exports.
import { Pusher } from './pusher.js';

export { Pusher as default, Pusher };
export { Channel, PresenceChannel } from './channel.js';
export { Members, type Member } from './members.js';
export type { Connection as ConnectionManager } from './connection.js';
// Where pusher-js has two names for one thing, so have we.
export type {
  AuthCallback,
  AuthCallback as AuthorizerCallback,
  AuthCallback as ChannelAuthorizationCallback,
  AuthCallback as UserAuthenticationCallback,
  AuthData,
  AuthOptions,
  AuthOptions as DeprecatedAuthOptions,
  Authorizer,
  AuthorizerGenerator,
  AuthorizerGenerator as ChannelAuthorizerGenerator,
  ChannelAuthorizationHandler,
  ChannelAuthorizationOptions,
  Options,
  UserAuthenticationHandler,
  UserAuthenticationOptions,
  Values,
} from './options.js';
