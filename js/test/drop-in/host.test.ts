// Checklist 113 and 122–127: the null broadcaster, and the environment of an Echo. What needs a browser or the
// packed package (124, 125) is tested there.
import { expect, test, vi } from 'vitest';
import { both, inVirtualTime, reverb, same, type Stage } from './both.js';

inVirtualTime();

test('113: the null broadcaster accepts every call and does nothing', async () => {
  const seen = await same((stage) => {
    const echo = new stage.client.Echo({ broadcaster: 'null' });
    const f = () => {};
    const chain = (channel: any, ...names: string[]) =>
      names.every((name) => channel[name]('e', f) === channel);
    const listening = [
      ...['listen', 'listenToAll', 'stopListening', 'subscribed', 'error', 'on', 'notification'],
      ...['listenForWhisper', 'stopListeningForWhisper', 'stopListeningForNotification'],
    ];
    return [
      chain(echo.channel('a'), ...listening),
      chain(echo.private('a'), ...listening, 'whisper'),
      chain(echo.encryptedPrivate('a'), ...listening, 'whisper'),
      chain(echo.join('a'), ...listening, 'whisper', 'here', 'joining', 'leaving'),
      echo.channel('a') === echo.channel('a'),
      Object.keys(echo.connector.channels),
      echo.socketId(),
      echo.connectionStatus(),
      typeof echo.connector.onConnectionChange(f),
      [echo.leave('a'), echo.leaveChannel('a'), echo.leaveAllChannels(), echo.disconnect()],
    ];
  });
  expect(seen).toEqual([
    ...Array(4).fill(true),
    ...[false, [], 'fake-socket-id', 'connected', 'function'],
    Array(4).fill(undefined),
  ]);
});

/** Subscribes as Livewire's bridge does with its listener strings; returns its cleanup function. */
function livewire(echo: any, listener: string, handle: (...args: unknown[]) => void): () => void {
  const [kind, channel, event] = listener.split(/:|,/) as [string, string, string];
  const how = { echo: 'channel', 'echo-private': 'private' }[kind] ?? 'encryptedPrivate';
  if (kind === 'echo-notification') {
    echo.private(channel).notification(handle);
    const name = '.Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
    return () => echo.private(channel).stopListening(name);
  }
  if (kind === 'echo-presence') {
    if (['here', 'joining', 'leaving'].includes(event)) echo.join(channel)[event](handle);
    else echo.join(channel).listen(event, handle);
    return () => echo.leave(channel);
  }
  echo[how](channel).listen(event, handle);
  return () => echo[how](channel).stopListening(event, handle);
}

test("122: Livewire's five kinds of listeners, and their cleaning up", async () => {
  const notification = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
  const seen = await same(async (stage) => {
    stage.server.answer = ({ form }) => ({
      auth: 'k:s',
      ...(form.channel_name!.startsWith('presence') && { channel_data: '{"user_id":"1"}' }),
      ...(form.channel_name!.includes('encrypted') && { shared_secret: btoa('x'.repeat(32)) }),
    });
    const echo = stage.echo();
    const endings = [
      ...['echo:a,Made', 'echo-private:a,.made', 'echo-encryptedPrivate:a,Made'],
      ...['echo-presence:room,here', 'echo-presence:room,Made', 'echo-notification:b,x'],
    ].map((listener) => livewire(echo, listener, stage.note(listener)));
    const socket = await stage.connect();
    for (const name of ['a', 'private-a', 'private-b', 'private-encrypted-a'])
      await stage.acknowledge(socket, name);
    await stage.acknowledge(socket, 'presence-room', {
      presence: { count: 1, ids: ['1'], hash: { 1: { n: 1 } } },
    });
    const say = () => {
      stage.event(socket, 'App\\Events\\Made', 'a', 1);
      stage.event(socket, 'made', 'private-a', 2);
      stage.event(socket, 'App\\Events\\Made', 'presence-room', 3);
      stage.event(socket, notification, 'private-b', 4);
    };
    say();
    const heard = stage.log.length;
    for (const end of endings) end();
    say();
    await stage.pass(10);
    return [
      stage.log.slice(0, heard),
      stage.log.length - heard,
      socket.asked('pusher:unsubscribe'),
    ];
  });
  expect(seen).toEqual([
    [
      ['echo-presence:room,here', [{ n: 1 }]],
      ['echo:a,Made', 1, {}],
      ['echo-private:a,.made', 2, {}],
      ['echo-presence:room,Made', 3, {}],
      ['echo-notification:b,x', 4, {}],
    ],
    0,
    ['presence-room'],
  ]);
});

test('123: Filament makes an Echo from plain JSON and listens on EchoLoaded', async () => {
  const seen = await same(async (stage) => {
    vi.stubGlobal('window', { EchoFactory: stage.client.Echo, Pusher: stage.client.Pusher });
    const page = (globalThis as any).window;
    const { broadcaster, key, wsHost, forceTLS, authEndpoint } = reverb;
    const config = { broadcaster, key, cluster: '', wsHost, wsPort: 8080, wssPort: 8080, forceTLS };
    const json = JSON.stringify({ ...config, authEndpoint, disableStats: true, encrypted: true });
    page.Echo = new page.EchoFactory(JSON.parse(json));
    const { pusher } = page.Echo.connector;
    const socket = await stage.socket();
    page.Echo.private('App.Models.User.1').listen('.database-notifications.sent', stage.note());
    socket.greet();
    await stage.until(() => pusher.connection.state === 'connected', 1000);
    await stage.acknowledge(socket, 'private-App.Models.User.1');
    stage.event(socket, 'database-notifications.sent', 'private-App.Models.User.1', { n: 1 });
    pusher.disconnect();
    return [new URL(socket.url).host, stage.log];
  });
  expect(seen).toEqual(['server.test:8080', [[{ n: 1 }, {}]]]);
});

test('126: nothing keeps running after disconnect, so a process can end', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    echo.private('a');
    echo.join('b');
    const socket = await stage.connect();
    await stage.pass(500);
    const during = vi.getTimerCount() > 0;
    echo.disconnect();
    await stage.pass(500);
    return [during, vi.getTimerCount(), socket.readyState];
  });
  expect(seen).toEqual([true, 0, 3]);
});

test('127, Better: making and closing clients repeatedly leaves nothing behind', async () => {
  const { ours, peer } = await both(async (stage: Stage) => {
    const bound = new Map<string, number>();
    const count = (by: number) => (kind: string) =>
      void bound.set(kind, (bound.get(kind) ?? 0) + by);
    vi.stubGlobal('addEventListener', count(1));
    vi.stubGlobal('removeEventListener', count(-1));
    const { Pusher } = stage.client;
    const before = Pusher.instances.length;
    for (let i = 0; i < 5; i++) {
      const echo = stage.echo();
      await stage.connect();
      echo.disconnect();
    }
    const listeners = [...bound.values()].reduce((sum, n) => sum + n, 0);
    return [Pusher.instances.length - before, listeners];
  });
  expect(peer[0]).toBe(5);
  expect(ours).toEqual([0, 0]);
});
