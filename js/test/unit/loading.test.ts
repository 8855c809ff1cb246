// Files that are loaded on demand fail or hang: the client retries, and reports the failure.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import startPlain from '../../../build/wasm/oread-plain.mjs';
import { Errc } from '../../src/host/border.js';
import { acknowledge, makeEcho, serveAuth } from './echo-on-fake.js';
import { FakeSocket } from './fake-socket.js';

type Answer = () => Promise<any>;
const bring = vi.hoisted(() => ({ plain: vi.fn(), cipher: vi.fn(), wasm: vi.fn() }));
vi.mock('../../src/host/wasm-source.js', () => ({ compile: bring.wasm }));
vi.mock('../../src/host/lazy.js', () => ({
  importPlain: bring.plain,
  importCipher: bring.cipher,
}));

const unreachable: Answer = async () => {
  throw new TypeError('503');
};
const hangs: Answer = () => new Promise(() => {});
const comes: Answer = async () => startPlain;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  for (const one of Object.values(bring)) one.mockReset().mockImplementation(unreachable);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** An Echo, and the events of its connection. */
function watched(more: object = {}) {
  const echo = makeEcho(more);
  const said: string[] = [];
  const { connection } = echo.connector.pusher as any;
  connection.bind('state_change', ({ current }: any) => said.push(current));
  connection.bind('error', ({ type, error }: any) => said.push(`${type}: ${error}`));
  return { echo, said };
}
const hint = (entry: string) => `; import "oread/${entry}" to bundle it`;
const words = `LoadError: the engine is not loaded (503)${hint('plain')}`;

it('retries to load the engine, reports each failure, and connects', async () => {
  const { echo, said } = watched();
  await vi.advanceTimersByTimeAsync(249);
  expect(said).toEqual([words]);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual([words, words]);
  // Each attempt may use another URL.
  expect(bring.plain.mock.calls).toEqual([[0], [1]]);

  bring.plain.mockImplementation(comes);
  await vi.advanceTimersByTimeAsync(700);
  FakeSocket.last.greet();
  await vi.advanceTimersByTimeAsync(0);
  expect(echo.connectionStatus()).toBe('connected');
  expect(said).toEqual([words, words, 'connected']);
});

it('is unavailable after ten seconds, even if the download hangs, and keeps trying', async () => {
  bring.wasm.mockImplementation(hangs);
  bring.plain.mockImplementation(hangs);
  const { echo, said } = watched();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual(['unavailable']);
  expect(echo.connectionStatus()).toBe('failed');

  await vi.advanceTimersByTimeAsync(10_000);
  expect(said[1]).toBe(
    `LoadError: the engine is not loaded (no answer within 10 s)${hint('plain')}`,
  );
  bring.plain.mockImplementation(comes);
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.greet();
  await vi.advanceTimersByTimeAsync(0);
  expect(said.slice(2)).toEqual(['connecting', 'connected']);
});

it('is unavailable after the time that the app sets', async () => {
  const { said } = watched({ unavailableTimeout: 2_000 });
  bring.plain.mockImplementation(hangs);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said).toContain('unavailable');
});

it('retries immediately on connect(), and not after disconnect()', async () => {
  const { echo } = watched();
  await vi.advanceTimersByTimeAsync(0);
  expect(bring.plain).toHaveBeenCalledTimes(1);
  echo.connector.pusher.connect();
  await vi.advanceTimersByTimeAsync(0);
  expect(bring.plain).toHaveBeenCalledTimes(2);

  echo.disconnect();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bring.plain).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);

  bring.plain.mockImplementation(comes);
  echo.connector.pusher.connect();
  await vi.advanceTimersByTimeAsync(0);
  FakeSocket.last.greet();
  await vi.advanceTimersByTimeAsync(0);
  expect(echo.connectionStatus()).toBe('connected');
});

it('loads again for a second Echo after the first one failed', async () => {
  watched();
  await vi.advanceTimersByTimeAsync(0);
  const asked = bring.wasm.mock.calls.length;
  bring.plain.mockImplementation(comes);
  const { echo } = watched();
  await vi.advanceTimersByTimeAsync(0);
  expect(bring.wasm.mock.calls.length).toBe(asked + 1);
  FakeSocket.last.greet();
  await vi.advanceTimersByTimeAsync(0);
  expect(echo.connectionStatus()).toBe('connected');
});

it('closes the early socket if the engine does not load', async () => {
  watched();
  const [early] = FakeSocket.all;
  await vi.advanceTimersByTimeAsync(0);
  expect(early!.readyState).toBe(3);
});

it('retries to load the cipher; the channel reports a failure that is not final, and subscribes', async () => {
  bring.plain.mockImplementation(comes);
  serveAuth(() => ({ auth: 'k:s', shared_secret: Buffer.alloc(32).toString('base64') }));
  const { echo } = watched();
  const errors = vi.fn();
  const subscribed = vi.fn();
  echo.encryptedPrivate('a').error(errors).subscribed(subscribed);
  await vi.advanceTimersByTimeAsync(0);
  FakeSocket.last.greet();
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(0);
  const [error] = errors.mock.lastCall!;
  expect([error.code, error.retrying]).toEqual([Errc.LoadFailed, true]);
  expect(error.error).toBe(`the cipher is not loaded (503)${hint('encryption')}`);

  bring.cipher.mockImplementation(async () => () => ({}));
  await vi.advanceTimersByTimeAsync(2_000);
  await acknowledge(FakeSocket.last, 'private-encrypted-a');
  await vi.advanceTimersByTimeAsync(0);
  expect(subscribed).toHaveBeenCalledTimes(1);
  expect(errors).toHaveBeenCalledTimes(1);
});

it('retries when an engine traps immediately and the next one does not load', async () => {
  let told = 0;
  const broken: Answer = async () => async () => {
    const engine = await startPlain({});
    return {
      ...{ room: engine.room, memory: engine.memory },
      tell(now: number) {
        if (told++) throw new Error('a trap');
        return engine.tell(now);
      },
    };
  };
  bring.plain.mockImplementationOnce(broken);
  const { echo } = watched();
  const restarted = vi.fn();
  (echo.connector.pusher as any).restarted_ = restarted;
  await vi.advanceTimersByTimeAsync(0);
  expect(restarted).toHaveBeenCalledOnce();
  bring.plain.mockImplementation(comes);
  await vi.advanceTimersByTimeAsync(20_000);
  FakeSocket.last.greet();
  await vi.advanceTimersByTimeAsync(0);
  expect(echo.connectionStatus()).toBe('connected');
});
