// App code written for laravel-echo: set-up, channels, listeners, lifetimes.
import Echo, {
  type BroadcastDriver,
  type Broadcaster,
  Channel,
  type ConnectionStatus,
  type EchoOptions,
  EventFormatter,
  type PresenceChannel,
} from 'laravel-echo';
import Pusher from 'pusher-js';

interface Order {
  id: number;
  total: number;
}
interface User {
  id: number;
  name: string;
}

declare global {
  interface Window {
    Pusher: typeof Pusher;
    Echo: Echo<'reverb'>;
  }
}

// 1: bootstrap.ts of the starter kits.
export function bootstrap(env: Record<string, any>): Echo<'reverb'> {
  window.Pusher = Pusher;
  window.Echo = new Echo({
    broadcaster: 'reverb',
    key: env.VITE_REVERB_APP_KEY,
    wsHost: env.VITE_REVERB_HOST,
    wsPort: env.VITE_REVERB_PORT ?? 80,
    wssPort: env.VITE_REVERB_PORT ?? 443,
    forceTLS: (env.VITE_REVERB_SCHEME ?? 'https') === 'https',
    enabledTransports: ['ws', 'wss'],
  });
  return window.Echo;
}

// 2: Pusher itself.
export const onPusher = () =>
  new Echo({ broadcaster: 'pusher', key: 'k', cluster: 'eu', forceTLS: true });

// 3: a client of the app's own.
export const withClient = () =>
  new Echo({
    broadcaster: 'pusher',
    key: 'k',
    client: new Pusher('k', { cluster: 'eu', wsHost: 'ws.test', wsPort: 6001, forceTLS: false }),
  });

// 4: options in a variable.
export const options: EchoOptions<'reverb'> = {
  broadcaster: 'reverb',
  key: 'k',
  wsHost: 'ws.test',
  wsPort: 8080,
  auth: { headers: { Authorization: 'Bearer token' } },
  authEndpoint: '/api/broadcasting/auth',
  bearerToken: null,
  csrfToken: 'csrf',
  namespace: 'App.Events',
  withoutInterceptors: true,
};

// 5: headers that change after construction.
export function renew(echo: Echo<'reverb'>, token: string): void {
  echo.options.auth!.headers.Authorization = `Bearer ${token}`;
  echo.options.auth!.headers['X-Team'] = '7';
  echo.connector.options.auth.headers['Authorization'] = `Bearer ${token}`;
  echo.connector.options.bearerToken = token;
}

// 6: listening.
export function orders(echo: Echo<'reverb'>): void {
  echo
    .private('orders.1')
    .listen('OrderShipped', (e: { order: Order }) => e.order.total.toFixed())
    .listen('.order.paid', ({ order }: { order: Order }) => order.id)
    .error((error: { status: number }) => error.status)
    .subscribed(() => undefined)
    .notification((one: { type: string }) => one.type)
    .stopListening('OrderShipped')
    .stopListeningForWhisper('typing');
}

// 7: a presence channel with a list.
export class Room {
  users: User[] = [];
  private channel: PresenceChannel;
  constructor(private echo: Echo<BroadcastDriver>) {
    this.channel = this.echo
      .join('room.1')
      .here((users: User[]) => (this.users = users))
      .joining((user: User) => this.users.push(user))
      .leaving(
        (user: User) => (this.users = this.users.filter(({ id }) => id !== user.id)),
      ) as PresenceChannel;
  }
  type(): void {
    this.channel.whisper('typing', { name: 'me' });
  }
  heard(callback: (e: { name: string }) => void): void {
    this.channel.listenForWhisper('typing', callback);
  }
}

// 8: everything on a channel, and by wire name.
export function everything(echo: Echo<'pusher'>): () => void {
  const channel = echo.channel('news').listenToAll((event: string, data: unknown) => [event, data]);
  channel.on('pusher:subscription_succeeded', () => {});
  channel.subscription.bind('raw', () => {}).unbind('raw');
  channel.eventFormatter.setNamespace('Other');
  return () => channel.stopListeningToAll();
}

// 9: the connection.
export function watch(echo: Echo<'reverb'>, show: (status: ConnectionStatus) => void): () => void {
  show(echo.connectionStatus());
  const stop: () => void = echo.connector.onConnectionChange(show);
  echo.connector.pusher.connection.bind(
    'state_change',
    (states: { previous: string; current: string }) => states.current.toUpperCase(),
  );
  const id: string | undefined = echo.socketId();
  const own: string = echo.connector.socketId();
  return id === own ? stop : () => echo.disconnect();
}

// 10: generic code over broadcasters.
export function make<T extends keyof Broadcaster>(
  given: EchoOptions<T> & { broadcaster: T },
): Echo<T> {
  return new Echo<T>(given);
}
export type PrivateOf<T extends BroadcastDriver> = Broadcaster[T]['private'];
export const whisper = (channel: PrivateOf<'reverb'>) => channel.whisper('typing', { on: true });

// 11: formatter and base class.
export const format = (event: string): string => new EventFormatter('App.Events').format(event);
export const isChannel = (value: unknown): value is Channel => value instanceof Channel;

// 12: leaving.
export function leave(echo: Echo<'reverb'>): void {
  echo.leave('orders.1');
  echo.leaveChannel('private-orders.1');
  echo.leaveAllChannels();
  const names: string[] = Object.keys(echo.connector.channels);
  names.forEach((name) => echo.connector.leaveChannel(name));
  echo.connect();
}

// 13: the null broadcaster in tests and while rendering on a server.
export function inert(): Broadcaster['null']['public'] {
  const echo = new Echo({ broadcaster: 'null' });
  const found: string | undefined = echo.socketId();
  echo.join('room').here(() => found);
  return echo.connector.channel('news');
}

// 14: mocks in unit tests.
export const fake: Pick<Echo<'reverb'>, 'socketId' | 'leave'> = {
  socketId: () => '1.2',
  leave: (_channel: string) => {},
};

// 15: interceptors by hand.
export function interceptors(echo: Echo<'reverb'>): void {
  echo.registerInterceptors();
  echo.registerAxiosRequestInterceptor();
  echo.registerTurboRequestInterceptor();
  echo.registerVueRequestInterceptor();
  echo.registerjQueryAjaxSetup();
}

// 33: a class on top of Echo.
export class Office extends Echo<'reverb'> {
  private joined: string[] = [];
  override private(channel: string): Broadcaster['reverb']['private'] {
    this.joined.push(channel);
    return super.private(`office.${channel}`);
  }
  override join(channel: string) {
    return super.join(`office.${channel}`);
  }
}
export const spied: (channel: string) => Broadcaster['reverb']['public'] = (channel) =>
  new Office(options).channel(channel);
