// An Echo in an app's reactive state: every object that is reached through it is a proxy, and the sockets of the package
// `ws`, unlike a browser's, can be wrapped but then do not work.
import { createRequire } from 'node:module';
import { afterEach, expect, it, vi } from 'vitest';
import { reactive } from 'vue';
import Echo from '../../src/index.js';
import { until } from '../unit/fake-socket.js';

const reported = vi.hoisted(() => vi.fn());
vi.mock('../../src/host/driver.js', async (original) => ({
  ...(await original<object>()),
  rethrow: reported,
}));

// The package has no types.
const { WebSocket, WebSocketServer } = createRequire(import.meta.url)('ws');
let server: any;
afterEach(() => server?.close());

/** A server that greets, acknowledges, and records requests. */
async function serve(): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  server.on('connection', (socket: any) => {
    const say = (event: string, data: object, channel?: string) =>
      socket.send(JSON.stringify({ event, channel, data: JSON.stringify(data) }));
    say('pusher:connection_established', { socket_id: '1.2', activity_timeout: 30 });
    socket.on('message', (text: Buffer) => {
      const { event, data } = JSON.parse(text.toString());
      asked.push(`${event} ${data.channel}`);
      if (event === 'pusher:subscribe')
        say('pusher_internal:subscription_succeeded', {}, data.channel);
    });
  });
  return { port: server.address().port, asked };
}

it("works and reconnects inside Vue's reactive()", async () => {
  const { port, asked } = await serve();
  const make = (): Echo =>
    new Echo({
      broadcaster: 'reverb',
      key: 'k',
      wsHost: '127.0.0.1',
      wsPort: port,
      forceTLS: false,
      WebSocket,
      reconnect: { initialDelay: 1, maxDelay: 1 },
    });
  const state: { echo: Echo } = reactive({ echo: make() }) as any;
  const { echo } = state;
  const heard = vi.fn();
  echo.channel('a').listen('.e', heard);
  await until(() => asked.length === 1);
  for (const socket of server.clients) socket.terminate();
  await until(() => asked.length === 2);
  // Requests through the proxy are sent as well, also while connected.
  echo.channel('b');
  await until(() => asked.length === 3);
  for (const socket of server.clients) socket.send('{"event":"e","channel":"a","data":"1"}');
  await until(() => heard.mock.calls.length);
  echo.disconnect();
  await until(() => server.clients.size === 0);
  expect(reported).not.toHaveBeenCalled();
  // An Echo that is made and connected through the proxy.
  echo.connect();
  await until(() => asked.length === 3 && server.clients.size === 1);
  echo.channel('c');
  await until(() => asked.includes('pusher:subscribe c'));
  for (const socket of server.clients) socket.terminate();
  await until(() => asked.filter((one) => one === 'pusher:subscribe c').length === 2);
  echo.disconnect();
  await until(() => server.clients.size === 0);
  expect(reported).not.toHaveBeenCalled();
});
