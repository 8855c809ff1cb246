// An Echo on a WebSocket that the test controls.
import { afterEach, beforeEach, vi } from 'vitest';
import Echo from '../../src/index.js';
import { FakeSocket, until } from './fake-socket.js';

const made: Echo<any>[] = [];

export const options = {
  broadcaster: 'reverb' as const,
  key: 'k',
  wsHost: 'server.test',
  forceTLS: false,
  WebSocket: FakeSocket as any,
  withoutInterceptors: true,
};

export function makeEcho(more: object = {}): Echo<'reverb'> {
  const echo = new Echo<'reverb'>({ ...options, ...more } as any);
  made.push(echo);
  return echo;
}

/** Greets the newest socket and waits until the app is connected. */
export async function connect(echo: Echo<any>, socketId = '12.34'): Promise<FakeSocket> {
  const socket = FakeSocket.last;
  socket.greet(socketId);
  await until(() => echo.socketId() === socketId && echo.connectionStatus() === 'connected');
  return socket;
}

/** Waits for the subscribe frame and acknowledges it. */
export async function acknowledge(
  socket: FakeSocket,
  channel: string,
  data: unknown = {},
): Promise<void> {
  await until(() => socket.asked().includes(channel));
  socket.event('pusher_internal:subscription_succeeded', channel, data);
}

/** Sets the auth endpoint's response; records the requests. */
export function serveAuth(
  answer: (form: URLSearchParams) => object | Response = () => ({ auth: 'k:s' }),
): { url: string; form: URLSearchParams; headers: any }[] {
  const asked: { url: string; form: URLSearchParams; headers: any }[] = [];
  vi.stubGlobal('fetch', async (url: string, { body, headers }: any) => {
    const form = new URLSearchParams(body);
    asked.push({ url, form, headers });
    const made = answer(form);
    return made instanceof Response ? made : new Response(JSON.stringify(made));
  });
  return asked;
}

beforeEach(() => {
  FakeSocket.all = [];
});
afterEach(() => {
  for (const echo of made.splice(0)) echo.disconnect();
  vi.unstubAllGlobals();
});
