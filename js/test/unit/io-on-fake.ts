// `io()` on a WebSocket that the test controls, which speaks Socket.IO 4. The test's file mocks two modules, because the engine for
// Socket.IO is another build:
//   vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
//   vi.mock('../../src/host/load.js', () => import('./io-on-fake.js'));
import { afterEach, beforeEach, vi } from 'vitest';
import start from '../../../build/wasm/oread-socketio-plain.mjs';
import { FakeSocket, until } from './fake-socket.js';

/** In the place of src/host/load.ts. */
export const load = async () => start({});

export class FakeServer extends FakeSocket {
  static override get last(): FakeServer {
    return FakeSocket.last as FakeServer;
  }
  override send(text: string): void {
    this.sent.push(text);
  }
  binary(...bytes: number[]): void {
    this.say(Uint8Array.from(bytes).buffer as any);
  }
  /** The server's side of opening a session; its heartbeats are an hour apart. */
  opened(sid = 'session'): void {
    this.open();
    const times = { pingInterval: 3_600_000, pingTimeout: 3_600_000 };
    this.say(`0${JSON.stringify({ sid, upgrades: [], ...times, maxPayload: 1_000_000 })}`);
  }
}

/** Opens a session for this socket's connection and connects its namespace. */
export async function connect(socket: any, id = 'id'): Promise<FakeServer> {
  const count = FakeSocket.all.filter(({ readyState }) => readyState === 1).length;
  await until(() => FakeSocket.all.length && FakeSocket.last.readyState === 0 && !count);
  const server = FakeServer.last;
  server.opened();
  await accept(server, socket, id);
  return server;
}
/** Connects the namespace of this socket. */
export async function accept(server: FakeServer, socket: any, id = 'id'): Promise<void> {
  const space = socket.nsp === '/' ? '' : `${socket.nsp},`;
  await until(() => server.sent.some((text) => text.startsWith(`40${space}{`)));
  server.say(`40${space}{"sid":"${id}"}`);
  await until(() => socket.connected);
}

/** Options for `io()`. */
export const options = { WebSocket: FakeServer as any, transports: ['websocket'], forceNew: true };

const opened: any[] = [];
/** Closes this socket's connection after the test. */
export const keep = <T>(socket: T): T => {
  opened.push(socket);
  return socket;
};

beforeEach(() => {
  FakeSocket.all = [];
});
afterEach(() => {
  for (const { io } of opened.splice(0)) io.disconnect();
  vi.unstubAllGlobals();
});
