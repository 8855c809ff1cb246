// Runtimes that lack browser APIs, and pages without access to them: the import never throws, and a channel is subscribed
// with what is available.
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutWasm } from '../../tools/build-plugins.mjs';
import { FakeSocket, until } from './fake-socket.js';

const root = join(import.meta.dirname, '../..');
let script: string;
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { default as Echo } from './src/index.js';
        export { default as Pusher } from './src/pusher/entry.js';
        import './src/trace/index.js';
        import './src/watch/index.js';
        import './src/doctor/index.js';
        import './src/svelte/index.js';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'oread',
    write: false,
    logLevel: 'error',
    plugins: [withoutWasm],
  });
  script = outputFiles[0]!.text;
});

/** The minimum that a runtime needs to open a connection. */
const least = { setTimeout, clearTimeout, queueMicrotask };
const refusing = (...names: string[]): PropertyDescriptorMap =>
  Object.fromEntries(
    names.map((name) => [
      name,
      {
        get() {
          throw new Error(`The operation is insecure: ${name}`);
        },
      },
    ]),
  );
const object = (...names: string[]) => Object.defineProperties({}, refusing(...names));

/** Makes a fresh global object with these properties. */
function runtime(globals: object, getters: PropertyDescriptorMap = {}): any {
  const context = createContext(Object.defineProperties({ ...least, ...globals }, getters));
  return { context, ...runInContext(`${script}; oread`, context) };
}
const asked: any[] = [];
const network = {
  URLSearchParams,
  AbortController,
  async fetch(url: string, init: any) {
    asked.push({ url, ...init });
    return new Response('{"auth":"k:s"}');
  },
};

/** Subscribes to a private channel and receives an event. */
async function works({ Echo }: any, more: object = {}): Promise<void> {
  FakeSocket.all = [];
  asked.length = 0;
  const echo = new Echo({
    broadcaster: 'reverb',
    key: 'k',
    wsHost: 'h',
    WebSocket: FakeSocket,
    ...more,
  });
  const heard: unknown[] = [];
  echo.private('a').listen('.e', (payload: unknown) => heard.push(payload));
  FakeSocket.last.greet('1.2');
  await until(() => FakeSocket.last.asked().includes('private-a'));
  FakeSocket.last.event('pusher_internal:subscription_succeeded', 'private-a');
  for (const name of ['grüße 🙂', 'x\ud800']) FakeSocket.last.event('e', 'private-a', { name });
  expect(heard).toEqual([{ name: 'grüße 🙂' }, { name: 'x\ud800' }]);
  echo.disconnect();
}

describe('a runtime without anything', () => {
  it('imports', () => {
    const { Echo, Pusher } = runtime({});
    expect(typeof Echo).toBe('function');
    expect(typeof Pusher).toBe('function');
  });

  it('supports private channels as soon as it has a network', async () => {
    await works(runtime(network));
  });

  it('reports a missing fetch when it is needed', async () => {
    const { Echo } = runtime({ URLSearchParams, AbortController });
    const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: 'h', WebSocket: FakeSocket });
    const errors: any[] = [];
    echo.private('a').error((error: any) => errors.push(error));
    FakeSocket.last.greet('1.2');
    await until(() => errors.length);
    expect(errors[0].error).toContain('fetch is not defined');
    echo.disconnect();
  });
});

const readable = [
  'document',
  'location',
  'navigator',
  'performance',
  'localStorage',
  'sessionStorage',
  'TextEncoder',
  'TextDecoder',
  'addEventListener',
  'removeEventListener',
  'btoa',
  'Laravel',
];
describe('a page without access', () => {
  it.each(readable)('to %s works', async (name) => {
    await works(runtime({ ...network, URL }, refusing(name)));
  });

  it('to anything works', async () => {
    await works(runtime(network, refusing(...readable)));
  });

  it('to their contents works, as in a sandboxed frame', async () => {
    const globals = {
      URL,
      document: object('cookie', 'visibilityState', 'querySelector'),
      location: object('origin', 'protocol', 'hostname'),
      navigator: object('onLine'),
      performance: object('now'),
    };
    await works(runtime({ ...network, ...globals }));
    await works(runtime({ ...network, ...globals, location: { origin: 'null' } }));
  });

  it.each(['XSRF-TOKEN=50%off', 'XSRF-TOKEN=%E0%A4%A', 'XSRF-TOKEN='])(
    'omits the header if the cookie is %s',
    async (cookie) => {
      const location = { origin: 'https://app.test', protocol: 'https:' };
      await works(runtime({ ...network, URL, document: { cookie }, location }));
      expect(asked[0].headers).not.toHaveProperty('X-XSRF-TOKEN');
    },
  );
});
