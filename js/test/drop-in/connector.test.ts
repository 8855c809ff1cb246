// Oread's connector class inside laravel-echo, and what the app's own code uses of it.
import { expect, test } from 'vitest';
import { OreadConnector } from '../../src/index.js';
import { both, inVirtualTime, reverb, same } from './both.js';

inVirtualTime();

test('a connector class is all that laravel-echo needs', async () => {
  const { ours, peer } = await both(async (stage) => {
    const Echo = stage.client.Echo;
    const echo = new Echo({ ...reverb, broadcaster: OreadConnector });
    stage.adopt(echo);
    echo.private('a').listen('Made', stage.note('made')).subscribed(stage.note('subscribed'));
    echo.join('a').here(stage.note('here'));
    const socket = await stage.connect('7.8');
    await stage.acknowledge(socket, 'private-a');
    await stage.acknowledge(socket, 'presence-a', {
      presence: { count: 1, ids: ['1'], hash: { 1: { name: 'ada' } } },
    });
    stage.event(socket, 'App\\Events\\Made', 'private-a', { n: 1 });
    const status = [echo.socketId(), echo.connectionStatus()];
    echo.leaveAllChannels();
    await stage.pass(10);
    return [
      echo.connector instanceof OreadConnector,
      status,
      stage.log,
      socket.asked('pusher:unsubscribe'),
    ];
  });
  expect(ours).toEqual([
    true,
    ['7.8', 'connected'],
    [['subscribed'], ['here', [{ name: 'ada' }]], ['made', { n: 1 }, {}]],
    ['private-a', 'presence-a'],
  ]);
  expect(peer).toEqual(ours);
});

test('what apps reach through the connector is there', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo({ auth: { headers: {} } });
    const { connector } = echo;
    const room = echo.join('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', {
      presence: { count: 1, ids: ['1'], hash: { 1: { name: 'ada' } } },
    });
    return [
      Object.keys(connector.channels),
      connector.channels['presence-a'] === room,
      connector.pusher.channel('presence-a').members.count,
      connector.pusher.channels.channels['presence-a'] === room.subscription,
      connector.pusher.connection.state,
      typeof connector.signin,
      connector.options.authEndpoint,
      room.options === connector.options,
      room.eventFormatter.format('Made'),
    ];
  });
  expect(seen).toEqual([
    ['presence-a'],
    true,
    1,
    true,
    'connected',
    'function',
    reverb.authEndpoint,
    true,
    'App\\Events\\Made',
  ]);
});

test("cookies are sent with the request if the app says so, and the page's token is sent decoded", async () => {
  const { ours } = await both(async (stage) => {
    const seen: unknown[] = [];
    const asked = globalThis.fetch;
    globalThis.fetch = ((url: string, init: any) => {
      seen.push([init.credentials, init.headers['X-XSRF-TOKEN']]);
      return asked(url, init);
    }) as any;
    const page = { cookie: 'a=b; XSRF-TOKEN=one%3D' };
    (globalThis as any).document = page;
    const echo = stage.echo({ credentials: 'include' });
    await stage.connect();
    for (const name of ['a', 'b']) {
      echo.private(name);
      await stage.pass(50);
      page.cookie = 'XSRF-TOKEN=two%3D';
    }
    delete (globalThis as any).document;
    return seen;
  });
  expect(ours).toEqual([
    ['include', 'one='],
    ['include', 'two='],
  ]);
});
