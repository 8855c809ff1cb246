// The sub-path `oread/pusher`: what `pusher-js` exports.
import { Pusher } from './pusher.js';

export { Pusher as default, Pusher };
export { Channel, PresenceChannel } from './channel.js';
export { Members, type Member } from './members.js';
export type {
  AuthCallback,
  AuthData,
  AuthOptions,
  Authorizer,
  Options,
  Values,
} from './options.js';
