// The sub-path `oread/testing`: Echo on the real engine, against the real broker, in one process and in virtual time that
// only the test advances.
import startClient from 'client-in-world';
import { EventFormatter } from '../echo/event-formatter.js';
import Echo, { type EchoOptions } from '../index.js';
import { Endpoint, type User } from './endpoint.js';
import { Network } from './network.js';
import { promiseOf } from './promise.js';
import { FakeServer } from './server.js';
import { socketsOf } from './socket.js';
import { milliseconds, type Span } from './span.js';
import { World } from './world.js';

export type { AuthRequest, User } from './endpoint.js';
export type { FakeServer } from './server.js';
export type { Frame } from './socket.js';
export type { Span } from './span.js';

/** The wall time at which a fake Echo starts. */
const epoch = Date.UTC(2024, 0, 1);

/** Options of `fakeEcho()`. */
export interface FakeEchoOptions {
  /** The options of the Echo, as an application passes them. */
  echo?: Partial<EchoOptions<'reverb'>>;
  /**
   * The application's user, for presence channels and `signin()`.
   * @defaultValue `{ id: 1 }`
   */
  user?: User;
  /**
   * The seed of random delays: the same seed gives the same delays.
   * @defaultValue `1`
   */
  seed?: number;
}

/**
 * The virtual clock of a fake Echo. It moves only with `advance()`.
 * @example
 * import { fakeEcho } from 'oread/testing';
 *
 * const { server, clock } = fakeEcho();
 * const before = clock.now();
 * server.silence();
 * await clock.advance('3m');
 * show(clock.now() - before); // 180000
 */
export interface FakeClock {
  /**
   * Advances the time and runs the timers of client and server. Await it if the application's own promises must settle.
   * Throws a TypeError for a malformed duration.
   */
  advance(span: Span): Promise<void>;
  /** The virtual wall time, in milliseconds since 1970. */
  now(): number;
}

/** An Echo with its server and clock, isolated from other fake Echos. It needs no cleanup. */
export interface FakeEcho {
  /** The Echo, connected. */
  echo: Echo<'reverb'>;
  /** The server. */
  server: FakeServer;
  /** The clock of client and server. */
  clock: FakeClock;
  /** For code that makes its own Echo: `new Echo({ …, Pusher })`. Clients made with it connect to this server. */
  Pusher: new (key: string, options: object) => any;
}

/**
 * Makes an Echo on the real engine, against the real broker, in one process and in virtual time that only `clock.advance()`
 * moves.
 * @example
 * import { fakeEcho } from 'oread/testing';
 *
 * const { echo, server } = fakeEcho({ user: { id: 7, info: { name: 'Ada' } } });
 * echo.join('room.1').here((members) => show(members)); // Ada
 * server.join('presence-room.1', { id: 8, info: { name: 'Grace' } });
 */
export function fakeEcho(options: FakeEchoOptions = {}): FakeEcho {
  const { user = { id: 1 }, seed = 1 } = options;
  const world = new World(seed);
  const network = new Network(world);
  const sockets = socketsOf(network);
  const WorldPromise = promiseOf(world);
  const endpoint = new Endpoint(network, user, WorldPromise);
  const now = () => epoch + world.now;
  const client = startClient(
    world.setTimeout,
    world.clearTimeout,
    { now: () => world.now },
    Object.create(Date, { now: { value: now } }),
    Object.create(Math, { random: { value: world.random } }),
    WorldPromise,
    endpoint.fetch,
    { Module: compiled, instantiate: instantiated(WorldPromise) },
  );
  class Pusher extends client.Pusher {
    /** Address and key have no effect here, so the doctor does not check them. */
    static readonly withoutNetwork = true;

    constructor(key: string, given: object) {
      super(key, { ...given, WebSocket: sockets.WebSocket });
    }
  }
  const given: any = { broadcaster: 'reverb', key: 'testing', ...options.echo, Pusher };
  const echo = new Echo<'reverb'>(given);
  const formatter = new EventFormatter(given.namespace ?? 'App.Events');
  const server = new FakeServer(network, endpoint, sockets.lines, sockets.frames, formatter);
  world.settle();
  const clock: FakeClock = {
    async advance(span) {
      world.advance(milliseconds(span));
      // Enough turns for a chain of promises in the application.
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    },
    now,
  };
  return { echo, server, clock, Pusher };
}

let module: WebAssembly.Module | undefined;

/** Replaces `WebAssembly.Module`: the engine is compiled once for all worlds. */
function compiled(bytes: BufferSource): WebAssembly.Module {
  return (module ??= new WebAssembly.Module(bytes));
}

/** Replaces `WebAssembly.instantiate`; synchronous. */
const instantiated = (promise: any) => (wasm: WebAssembly.Module, imports: WebAssembly.Imports) =>
  promise.resolve(new WebAssembly.Instance(wasm, imports));
