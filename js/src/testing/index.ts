// The sub-path `oread/testing`: Echo on the real engine, against the real broker, in one process and in a time that only
// moves when the test says so.
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

/** Wall time when a fake Echo begins. */
const epoch = Date.UTC(2024, 0, 1);

/** What a fake Echo may be told. */
export interface FakeEchoOptions {
  /** Options of the Echo, as an app gives them. */
  echo?: Partial<EchoOptions<'reverb'>>;
  /**
   * Who the app's user is, for presence channels and for signing in.
   * @defaultValue `{ id: 1 }`
   */
  user?: User;
  /**
   * Another number gives other random waits; with the same one they are the same.
   * @defaultValue `1`
   */
  seed?: number;
}

/** The time of a fake Echo. It stands still. */
export interface FakeClock {
  /** Lets time pass: timers of the client and of the server run. Await it when the app has promises of its own to wait for. */
  advance(span: Span): Promise<void>;
  /** Milliseconds since 1970, in the world of this Echo. */
  now(): number;
}

/** An Echo, its server and its time: a world of its own, of which nothing is left to clean up. */
export interface FakeEcho {
  /** An Echo, connected. */
  echo: Echo<'reverb'>;
  /** The other end. */
  server: FakeServer;
  /** The time of both. */
  clock: FakeClock;
  /** For code that makes its own Echo: `new Echo({ …, Pusher })`. All that are made by it are on this server. */
  Pusher: new (key: string, options: object) => any;
}

/** Makes an Echo on the real engine, against the real broker, in one process and in a time that only `clock.advance()` moves. */
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
    /** Address and key mean nothing here, so the doctor is silent about them. */
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
      // As many turns as an app's chain of promises may have.
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    },
    now,
  };
  return { echo, server, clock, Pusher };
}

let module: WebAssembly.Module | undefined;

/** Stands for `WebAssembly.Module`: the engine is compiled once for all worlds. */
function compiled(bytes: BufferSource): WebAssembly.Module {
  return (module ??= new WebAssembly.Module(bytes));
}

/** Stands for `WebAssembly.instantiate`, at once. */
const instantiated = (promise: any) => (wasm: WebAssembly.Module, imports: WebAssembly.Imports) =>
  promise.resolve(new WebAssembly.Instance(wasm, imports));
