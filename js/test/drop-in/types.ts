// Checked only by the compiler: app code for the types of laravel-echo and pusher-js, with Oread's types.
import type * as TheirEcho from 'laravel-echo';
import type * as TheirPusher from 'pusher-js';
import Echo, {
  type Broadcaster,
  type ConnectionStatus,
  type EchoOptions,
} from '../../src/index.js';
import type { BroadcastDriver, PresenceChannel as EchoPresenceChannel } from '../../src/index.js';
import Pusher, {
  type AuthOptions,
  type Authorizer,
  type AuthorizerCallback,
  type AuthorizerGenerator,
  type Channel,
  type ChannelAuthorizationCallback,
  type ChannelAuthorizationHandler,
  type ChannelAuthorizationOptions,
  type ChannelAuthorizerGenerator,
  type ConnectionManager,
  type DeprecatedAuthOptions,
  type Members,
  type Options,
  type PresenceChannel,
  type UserAuthenticationCallback,
  type UserAuthenticationHandler,
  type UserAuthenticationOptions,
} from '../../src/pusher/entry.js';

/** Fails to compile if the first is not assignable to the second. */
type Fits<TGiven extends TWanted, TWanted> = TGiven;

/** What an app wrote for the peers can be passed to Oread. */
export type Given = [
  Fits<TheirPusher.Options, Options>,
  Fits<TheirPusher.AuthOptions, AuthOptions>,
  Fits<TheirPusher.DeprecatedAuthOptions, DeprecatedAuthOptions>,
  Fits<TheirPusher.ChannelAuthorizationOptions, ChannelAuthorizationOptions>,
  Fits<TheirPusher.UserAuthenticationOptions, UserAuthenticationOptions>,
  Fits<TheirEcho.EchoOptions<'pusher'>['auth'], EchoOptions<'pusher'>['auth']>,
  Fits<BroadcastDriver | 'socket.io', TheirEcho.BroadcastDriver | 'socket.io'>,
  Fits<keyof Broadcaster, keyof TheirEcho.Broadcaster>,
  Fits<ConnectionStatus, TheirEcho.ConnectionStatus>,
];
/** What Oread returns can be used like the peers'. */
export type Taken = [
  Fits<AuthorizerCallback, TheirPusher.AuthorizerCallback>,
  Fits<ChannelAuthorizationCallback, TheirPusher.ChannelAuthorizationCallback>,
  Fits<UserAuthenticationCallback, TheirPusher.UserAuthenticationCallback>,
  Fits<keyof Pick<TheirPusher.Members, 'count' | 'each' | 'get' | 'me' | 'myID'>, keyof Members>,
  Fits<'bind' | 'socket_id' | 'state' | 'unbind', keyof ConnectionManager>,
];

declare global {
  interface Window {
    Echo: Echo<'reverb'>;
    Pusher: typeof Pusher;
  }
}

const authorizer: AuthorizerGenerator & ChannelAuthorizerGenerator = (
  { name }: { name: string },
  { authEndpoint },
): Authorizer => ({
  authorize: (socketId, callback) => callback(false, { auth: `${name}${socketId}${authEndpoint}` }),
});
const onChannel: ChannelAuthorizationHandler = ({ channelName, socketId }, done) =>
  done(null, { auth: channelName + socketId });
const onUser: UserAuthenticationHandler = ({ socketId }, done) => done(new Error(socketId), null);

export function app(status: ConnectionStatus): unknown[] {
  const pusher = new Pusher('key', {
    cluster: 'eu',
    authorizer,
    channelAuthorization: { customHandler: onChannel },
    userAuthentication: { customHandler: onUser },
  });
  const channel: Channel = pusher.subscribe('a').bind('e', (data: { id: number }) => data.id);
  const room = pusher.subscribe('presence-a') as PresenceChannel;
  const echo = new Echo({ broadcaster: 'reverb', key: 'k', client: pusher, auth: { headers: {} } });
  window.Echo = echo;
  window.Pusher = Pusher;
  const named: EchoPresenceChannel = echo.join('a');
  // @ts-expect-error A public channel has no whisper.
  echo.channel('a').whisper('e', {});
  // @ts-expect-error Mercure is not part of the package.
  new Echo({ broadcaster: 'mercure' });
  return [channel, room.members.get('1')?.info, named, status];
}
