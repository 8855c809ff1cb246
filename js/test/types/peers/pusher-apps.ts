// App code written for pusher-js.
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
  type Runtime,
  type UserAuthenticationCallback,
  type UserAuthenticationHandler,
  type UserAuthenticationOptions,
} from 'pusher-js';

interface Message {
  text: string;
}

// 19: the classic.
export function classic(): void {
  Pusher.logToConsole = true;
  Pusher.log = (message: string) => message.trim();
  Pusher.log('made');
  const pusher = new Pusher('k', { cluster: 'eu', forceTLS: true });
  const channel = pusher.subscribe('my-channel');
  channel.bind('my-event', (data: Message) => data.text.trim());
  channel.bind(
    'other',
    function (this: { id: number }, data: Message) {
      return this.id + data.text.length;
    },
    { id: 1 },
  );
  const again: Channel = pusher.channel('my-channel');
  again.trigger('client-typing', { on: true });
  again.unbind('my-event').unbind();
  pusher.unsubscribe('my-channel');
  pusher.bind_global((event: string, data: any) => [event, data]);
  pusher.unbind_all(() => {});
  pusher.allChannels().forEach((one) => one.unsubscribe());
  pusher.channels.find('my-channel').trigger('client-x', {});
  pusher.channels
    .all()
    .map(({ name, subscribed, subscriptionPending }) => name && subscribed && subscriptionPending);
  const count: number = pusher.channel('my-channel').subscriptionCount!;
  Pusher.instances.forEach((one) => one.disconnect());
  if (count) Pusher.ready();
}

// 20: presence.
export function presence(pusher: Pusher): string {
  const channel = pusher.subscribe('presence-room') as PresenceChannel;
  const { members } = channel;
  const me: { id: string; info: { name: string } } = members.me;
  members.each((member: { id: string; info: { name: string } }) => member.info.name);
  const name: string = members.get('7').info.name;
  const own: string = members.myID;
  const all: Record<string, { name: string }> = members.members;
  channel.bind('pusher:member_added', (member: { id: string }) => member.id);
  return [me.info.name, name, own, members.count, Object.keys(all).length].join();
}
export const online = (members: Members): number => members.count;

// 21: the connection.
export function connection(pusher: Pusher): string {
  const manager: ConnectionManager = pusher.connection;
  manager.bind('connected', () => manager.socket_id.length);
  manager.bind(
    'error',
    ({ error }: { error: { data: { code: number } } }) => error.data.code === 4004,
  );
  manager.bind(
    'state_change',
    ({ previous, current }: { previous: string; current: string }) => previous + current,
  );
  manager.unbind('connected');
  const secure: boolean = manager.isUsingTLS();
  const state: string = manager.state;
  const id: string = pusher.connection.socket_id;
  return secure && manager.usingTLS ? state : id;
}

// 22: a runtime that sends cookies.
export function runtime(): Runtime {
  Pusher.Runtime.createXHR = function () {
    const request: any = new XMLHttpRequest();
    request.withCredentials = true;
    return request;
  };
  return Pusher.Runtime;
}

// 23: options with a handler.
const handler: ChannelAuthorizationHandler = ({ socketId, channelName }, callback) => {
  fetch(`/auth?socket=${socketId}&channel=${channelName}`)
    .then((response) => response.json())
    .then((data) => callback(null, data))
    .catch((error) => callback(error, null));
};
export const withHandler: Options = {
  cluster: 'eu',
  channelAuthorization: { customHandler: handler },
  userAuthentication: {
    customHandler: ({ socketId }, callback) => callback(null, { auth: socketId, user_data: '{}' }),
  },
};

// 24: a handler that declares its types, and one that is called in a test.
type Answer = { auth: string; channel_data?: string; shared_secret?: string };
function typed(
  request: { socketId: string; channelName: string },
  callback: (error: Error | null, data: Answer | null) => void,
): void {
  callback(null, { auth: request.channelName });
}
export const typedHandler: ChannelAuthorizationHandler = typed;
export function callHandlers(user: UserAuthenticationHandler): void {
  handler(
    { socketId: '1.2', channelName: 'private-a' },
    (error: Error | null, data: Answer | null) => (error ? error.message : data!.auth.length),
  );
  user({ socketId: '1.2' }, (error, data) => (error ? error.toString() : data!.user_data.length));
  const done: ChannelAuthorizationCallback = (error, data) => error ?? data?.channel_data;
  const signedIn: UserAuthenticationCallback = (_error: Error | null, data) =>
    data?.user_data.trim();
  done(null, { auth: 'a' });
  signedIn(null, { auth: 'a', user_data: '{}' });
}

// 25: endpoints with headers and params.
export const channelAuthorization: ChannelAuthorizationOptions = {
  endpoint: '/auth',
  transport: 'ajax',
  headers: { 'X-CSRF-Token': 'token' },
  params: { team: 7 },
  headersProvider: () => ({ Authorization: 'Bearer now' }),
  paramsProvider: () => ({ at: 1 }),
};
export const userAuthentication: UserAuthenticationOptions = {
  endpoint: '/user',
  transport: 'jsonp',
};

// 26: the authorizer of before 8.
export class HttpAuthorizer implements Authorizer {
  constructor(
    private channel: Channel,
    private endpoint: string,
  ) {}
  authorize(socketId: string, callback: AuthorizerCallback): void {
    fetch(this.endpoint, { method: 'POST', body: `${socketId}:${this.channel.name}` })
      .then((response) => response.json())
      .then((data) => callback(null, data))
      .catch((error: Error) => callback(error, null));
  }
}
export const generator: AuthorizerGenerator = (channel, { authEndpoint }) =>
  new HttpAuthorizer(channel, authEndpoint);
export const sameGenerator: ChannelAuthorizerGenerator = generator;
export const old: Options = {
  cluster: 'eu',
  authEndpoint: '/auth',
  authTransport: 'ajax',
  auth: { headers: { 'X-A': 'a' }, params: { p: 1 } },
  authorizer: generator,
};
const deprecated: DeprecatedAuthOptions = { headers: {}, params: {} };
deprecated.headers.Authorization = 'Bearer x';
export const authOptions: AuthOptions = deprecated;
authOptions.params.team = 7;

// 27: every option of a self-hosted server.
export const selfHosted: Options = {
  cluster: '',
  wsHost: '127.0.0.1',
  wsPort: 6001,
  wssPort: 6001,
  wsPath: '/socket',
  httpHost: '127.0.0.1',
  httpPort: 80,
  httpsPort: 443,
  httpPath: '/pusher',
  statsHost: 'stats.test',
  enableStats: false,
  disableStats: true,
  disabledTransports: ['sockjs', 'xhr_polling', 'xhr_streaming'],
  enabledTransports: ['ws', 'wss'],
  activityTimeout: 30_000,
  pongTimeout: 10_000,
  unavailableTimeout: 10_000,
  ignoreNullOrigin: true,
  timelineParams: { a: 1 },
};
export const clusterOf = (options: Options): string => options.cluster.toUpperCase();

// 28: sign-in and the watchlist.
export function user(pusher: Pusher): void {
  pusher.signin();
  pusher.bind('pusher:signin_success', (data: { user_data: string }) => data.user_data);
  pusher.user.bind('notice', (data: Message) => data.text);
  pusher.user.watchlist.bind('online', ({ user_ids }: { user_ids: string[] }) => user_ids.length);
  const data: { id: string } = pusher.user.user_data;
  if (pusher.user.signin_requested) pusher.switchCluster({ appKey: data.id, cluster: 'us2' });
}

// 29: what the client holds.
export function config(pusher: Pusher): number {
  const host: string = pusher.config.wsHost;
  const port: number = pusher.config.wsPort + pusher.config.wssPort;
  const tls: boolean = pusher.config.useTLS && pusher.shouldUseTLS();
  const times =
    pusher.config.activityTimeout + pusher.config.pongTimeout + pusher.config.unavailableTimeout;
  return tls ? port + times : host.length + pusher.key.length + pusher.sessionID;
}

// 30: a function type of the app, and a wrapper class.
export class Socket {
  private pusher: Pusher;
  private channels: Map<string, Channel> = new Map();
  constructor(key: string, options: Options) {
    this.pusher = new Pusher(key, { ...options, cluster: options.cluster ?? 'mt1' });
  }
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as pusher-js has it
  on(channel: string, event: string, callback: Function): () => void {
    const found = this.channels.get(channel) ?? this.pusher.subscribe(channel);
    this.channels.set(channel, found);
    found.bind(event, callback, this);
    found.bind_global(callback).unbind_global(callback);
    return () => found.unbind(event, callback);
  }
  send(event: string, data: object, channel: string): boolean {
    return this.pusher.send_event(event, data, channel);
  }
}
