// Leases next to the app's own channels: both receive events, and neither can remove the other's.
import { expect, test } from 'vitest';
import { configureEcho } from '../../src/hooks/config.js';
import { Holding } from '../../src/hooks/holding.js';
import { leases } from '../../src/hooks/leases.js';
import Echo from '../../src/index.js';
import { Emitter } from '../../src/pusher/emitter.js';
import { acknowledge, connect, makeEcho } from '../unit/echo-on-fake.js';
import { until } from '../unit/fake-socket.js';

test('the app and two holders of leases share one subscription', async () => {
  const echo = makeEcho();
  const heard: string[] = [];
  for (const [who, one] of Object.entries({ app: echo, a: leases(echo), b: leases(echo) }))
    one.channel('x').listen('.e', () => heard.push(who));
  const socket = await connect(echo);
  await acknowledge(socket, 'x');
  socket.event('e', 'x');
  expect(heard).toEqual(['app', 'a', 'b']);
  expect(socket.asked()).toEqual(['x']);
});

test('a lease on a subscribed channel is notified at once, and so is the app', async () => {
  const echo = makeEcho();
  const heard: string[] = [];
  echo.join('x').subscribed(() => heard.push('app'));
  const socket = await connect(echo);
  const presence = { presence: { ids: ['1'], hash: { 1: { n: 1 } }, count: 1 } };
  echo.connector.pusher.options.channelAuthorization = {
    customHandler: (_: unknown, done) =>
      done(null, { auth: 'k:s', channel_data: '{"user_id":"1"}' }),
  };
  await acknowledge(socket, 'presence-x', presence);
  await until(() => heard.length === 1);
  const mine = leases(echo);
  mine.join('x').here((all: unknown[]) => heard.push(`lease ${JSON.stringify(all)}`));
  await until(() => heard.length === 2);
  echo.leave('x');
  echo.join('x').here((all: unknown[]) => heard.push(`again ${JSON.stringify(all)}`));
  await until(() => heard.length === 3);
  expect(heard).toEqual(['app', 'lease [{"n":1}]', 'again [{"n":1}]']);
  expect(socket.asked()).toEqual(['presence-x']);
  expect(socket.asked('pusher:unsubscribe')).toEqual([]);
});

test('a leased channel whispers, and its unsubscribe() releases only this lease', async () => {
  const echo = makeEcho();
  const [a, b] = [leases(echo), leases(echo)];
  const channel = a.private('x').subscribed(() => {});
  const heard: unknown[] = [];
  b.private('x').listen('.e', (e: unknown) => heard.push(e));
  echo.connector.pusher.options.channelAuthorization = {
    customHandler: (_: unknown, done) => done(null, { auth: 'k:s' }),
  };
  const socket = await connect(echo);
  await acknowledge(socket, 'private-x');
  channel.whisper('typing', { on: true });
  await until(() => socket.sent.some(({ event }) => event === 'client-typing'));
  channel.unsubscribe();
  socket.event('e', 'private-x', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
  expect(a.private('x')).not.toBe(channel);
});

test('the view shares the rest of the Echo: connection, socket id, other clients’ options', async () => {
  const echo = makeEcho();
  const mine = leases(echo);
  await connect(echo);
  expect(mine.socketId()).toBe('12.34');
  expect(mine.connectionStatus()).toBe('connected');
  expect(mine.options).toBe(echo.options);
  mine.disconnect();
  expect(echo.connectionStatus()).toBe('disconnected');
});

test('holders on another client are counted: the last one leaves', () => {
  const frames: string[] = [];
  const client = {
    subscribe: (name: string) => (frames.push(`subscribe ${name}`), new Emitter()),
    unsubscribe: (name: string) => frames.push(`unsubscribe ${name}`),
  };
  const echo = new Echo({ broadcaster: 'reverb', key: 'k', client, withoutInterceptors: true });
  const [a, b] = [leases(echo), leases(echo)];
  a.private('x');
  a.private('x');
  b.private('x');
  a.leaveAllChannels();
  a.leaveAllChannels();
  expect(frames).not.toContain('unsubscribe private-x');
  b.leaveChannel('private-x');
  expect(frames.filter((frame) => frame === 'unsubscribe private-x')).toHaveLength(1);
});

test('a channel that the app itself holds on another client survives the last holder', () => {
  const frames: string[] = [];
  const channels: Record<string, Emitter> = {};
  const client = {
    channel: (name: string) => channels[name],
    subscribe: (name: string) => (channels[name] ??= new Emitter()),
    unsubscribe: (name: string) => (delete channels[name], frames.push(name)),
  };
  const echo = new Echo({ broadcaster: 'reverb', key: 'k', client, withoutInterceptors: true });
  echo.private('x');
  const mine = leases(echo);
  for (let i = 0; i < 2; i++) {
    mine.private('x');
    mine.leaveAllChannels();
  }
  expect(frames).not.toContain('private-x');
  echo.leave('x');
  mine.private('x');
  mine.leaveAllChannels();
  expect(frames.filter((name) => name === 'private-x')).toHaveLength(2);
});

/** A connector as an app writes it: one channel per name, with listeners. */
class OwnConnector {
  frames: string[] = [];
  channels: Record<string, Emitter> = {};
  connect(): void {}
  disconnect(): void {}
  socketId = () => '1.1';
  connectionStatus = () => 'connected' as const;
  onConnectionChange = () => () => {};
  private take(name: string): any {
    if (!this.channels[name]) this.frames.push(`subscribe ${name}`);
    const made = (this.channels[name] ??= new Emitter()) as any;
    made.listen = (event: string, call: () => void) => made.bind(event, call);
    made.stopListening = (event: string, call?: () => void) => made.unbind(event, call);
    return made;
  }
  channel = (name: string) => this.take(name);
  privateChannel = (name: string) => this.take(`private-${name}`);
  presenceChannel = (name: string) => this.take(`presence-${name}`);
  leave(name: string): void {
    for (const prefix of ['', 'private-', 'presence-']) this.leaveChannel(prefix + name);
  }
  leaveChannel(name: string): void {
    if (!this.channels[name]) return;
    this.frames.push(`leave ${name}`);
    delete this.channels[name];
  }
}

test.each(['channel', 'private', 'join'] as const)(
  'on a custom connector holders of %s are counted',
  (method) => {
    const echo = new Echo({ broadcaster: OwnConnector, withoutInterceptors: true } as any) as any;
    const { frames } = echo.connector as OwnConnector;
    const heard: string[] = [];
    const [a, b] = [new Holding(), new Holding()];
    configureEcho(echo);
    const visibility = ({ channel: 'public', private: 'private', join: 'presence' } as const)[
      method
    ];
    const attach = (who: string) => (channel: any) => {
      const call = () => heard.push(who);
      channel.listen('e', call);
      return () => channel.stopListening('e', call);
    };
    a.hold_(visibility, ['x'], attach('a'));
    b.hold_(visibility, ['x'], attach('b'));
    a.release_();
    const [name] = Object.keys(echo.connector.channels);
    echo.connector.channels[name!].emit('e');
    expect(heard).toEqual(['b']);
    expect(frames).toEqual([`subscribe ${name}`]);
    // A new name releases the first one.
    b.hold_(visibility, ['y'], attach('b'));
    expect(frames.slice(-1)).toEqual([`subscribe ${name!.replace(/x$/, 'y')}`]);
    expect(frames).toContain(`leave ${name}`);
    b.release_();
    expect(echo.connector.channels).toEqual({});
    // Hooks must not leave a channel that the app itself holds.
    echo[method]('x');
    a.hold_(visibility, ['x'], attach('a'));
    a.release_();
    expect(Object.keys(echo.connector.channels)).toEqual([name]);
  },
);

test('the null broadcaster supports leases', () => {
  const echo = new Echo({ broadcaster: 'null', withoutInterceptors: true });
  const mine = leases(echo);
  mine.private('x').listen('.e', () => {});
  mine.leaveAllChannels();
  expect(mine.socketId()).toBe('fake-socket-id');
});
