// Runs one script with every client against the same scripted socket and app server in virtual time, and compares what the
// app observes.
import LaravelEcho from 'laravel-echo';
import PusherJs from 'pusher-js';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { load } from '../../src/host/load.js';
import Echo from '../../src/index.js';
import Pusher from '../../src/pusher/entry.js';
import { FakeSocket } from '../unit/fake-socket.js';
import { AppServer } from './app-server.js';

const soon = setImmediate;
/** Lets promises settle, and work outside of JavaScript (instantiating Wasm) finish, without advancing virtual time. */
const settle = async () => {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => soon(resolve));
};

export interface Client {
  Echo: any;
  Pusher: any;
}
const clients = {
  ours: { Echo, Pusher },
  peer: { Echo: LaravelEcho, Pusher: PusherJs },
  /** The app's own Echo, or the one inside a hooks package, on Oread's Pusher. */
  mixed: { Echo: LaravelEcho, Pusher },
} as const;
type Name = keyof typeof clients;

export const reverb = {
  broadcaster: 'reverb',
  key: 'k',
  wsHost: 'server.test',
  forceTLS: false,
  enabledTransports: ['ws'],
  authEndpoint: 'http://app.test/broadcasting/auth',
  userAuthentication: { endpoint: 'http://app.test/broadcasting/user-auth', headers: {} },
  withoutInterceptors: true,
};

/** What a script can use. */
export class Stage {
  server = new AppServer();
  log: unknown[][] = [];
  /** Errors that would reach the page as uncaught. */
  uncaught: unknown[] = [];
  private made: any[] = [];
  private greeted = new Set<FakeSocket>();

  constructor(
    readonly name: Name,
    readonly client: Client,
  ) {}

  echo(more: object = {}): any {
    const echo = new this.client.Echo({ Pusher: this.client.Pusher, ...reverb, ...more });
    return this.adopt(echo);
  }
  /** Registers an Echo that the script made itself, for cleanup. */
  adopt(echo: any): any {
    if (echo.connector.pusher) this.made.push(echo.connector.pusher);
    return echo;
  }
  pusher(more: object = {}, key = 'k'): any {
    const { wsHost, forceTLS, enabledTransports } = reverb;
    const channelAuthorization = { endpoint: 'http://app.test/pusher/auth', transport: 'ajax' };
    const given = { cluster: 'eu', wsHost, forceTLS, enabledTransports, channelAuthorization };
    const pusher = new this.client.Pusher(key, { ...given, ...more });
    this.made.push(pusher);
    return pusher;
  }
  /** A listener that records its arguments. */
  note =
    (...what: unknown[]) =>
    (...args: unknown[]): void =>
      void this.log.push([...what, ...args]);

  /** Advances virtual time by milliseconds. */
  async pass(ms: number): Promise<void> {
    await settle();
    for (const end = Date.now() + ms; Date.now() < end;) {
      await this.advance(Math.min(50, end - Date.now()));
    }
  }
  /** Advances time until `met`; returns false if that takes more than `forMs`. */
  async until(met: () => unknown, forMs = 60_000): Promise<boolean> {
    const begun = Date.now();
    for (let step = 1; !met(); step = Date.now() - begun < 300 ? 1 : 50) {
      if (Date.now() - begun >= forMs) return false;
      await settle();
      await this.advance(step);
    }
    return true;
  }
  private async advance(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms).catch((error) => this.uncaught.push(error));
    await settle();
  }

  /** The sockets that were opened and not greeted yet. */
  private fresh = () =>
    FakeSocket.all.find((one) => one.readyState === 0 && !this.greeted.has(one));
  /** Waits for a new socket. */
  async socket(): Promise<FakeSocket> {
    if (!(await this.until(this.fresh))) throw new Error('no socket was opened');
    return this.fresh()!;
  }
  /** Greets the next new socket, and waits until the app is connected. */
  async connect(socketId = '12.34'): Promise<FakeSocket> {
    const socket = await this.socket();
    this.greeted.add(socket);
    socket.greet(socketId);
    const pusher = this.made.at(-1);
    await this.until(() => pusher.connection.state === 'connected');
    await this.pass(20);
    return socket;
  }
  /** Acknowledges the subscription after its frame has arrived. */
  async acknowledge(socket: FakeSocket, channel: string, data: unknown = {}): Promise<void> {
    const asked = () => socket.asked().filter((name) => name === channel).length;
    if (!(await this.until(asked, 5000))) throw new Error(`${channel} was not asked for`);
    this.event(socket, 'pusher_internal:subscription_succeeded', channel, data);
    await this.pass(5);
  }
  /** Delivers a frame from the server; errors that listeners throw through the socket count as uncaught. */
  event(socket: FakeSocket, event: string, channel?: string, data: unknown = {}, more = {}): void {
    this.say(socket, { event, data: JSON.stringify(data), ...(channel && { channel }), ...more });
  }
  say(socket: FakeSocket, frame: object | string): void {
    try {
      socket.say(frame);
    } catch (error) {
      this.uncaught.push(error);
    }
  }

  async end(): Promise<void> {
    for (const pusher of this.made) pusher.disconnect?.();
    for (const socket of FakeSocket.all) socket.close();
    await this.pass(10);
  }
}

async function run<T>(name: Name, script: (stage: Stage) => T | Promise<T>): Promise<T> {
  const stage = new Stage(name, clients[name]);
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', stage.server.fetch);
  const runtime = PusherJs.Runtime as any;
  runtime.getWebSocketAPI = () => FakeSocket;
  runtime.getXHRAPI = () => stage.server.xhr;
  try {
    return await script(stage);
  } finally {
    await stage.end();
    vi.unstubAllGlobals();
  }
}

/** For differences: returns what the app observes with each client. */
export async function both<T>(
  script: (stage: Stage) => T | Promise<T>,
): Promise<{ ours: T; peer: T }> {
  return { peer: await run('peer', script), ours: await run('ours', script) };
}

/** For equal behaviour: returns what the app observes with the peer, after asserting that Oread shows the same. */
export async function same<T>(script: (stage: Stage) => T | Promise<T>): Promise<T> {
  const { ours, peer } = await both(script);
  expect(ours).toEqual(peer);
  expect(await run('mixed', script), "the app's own Echo on oread/pusher").toEqual(peer);
  return peer;
}

/** Returns what `code` throws. */
export function thrownBy(code: () => unknown): unknown {
  try {
    code();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
  return 'nothing';
}

/** Sets up virtual time for a file of tests. */
export function inVirtualTime(): void {
  beforeAll(async () => {
    // Compiled once, in real time.
    await load(false, 0);
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
  });
  afterAll(() => void vi.useRealTimers());
}
