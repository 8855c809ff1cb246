// The package as it would be published: packed, unpacked, and imported in every way that apps use.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const js = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
let app: string;
let tarball: string;
let installed: string;

function run(file: string, args: string[], cwd = app): string {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
const node = (code: string, type = 'module') =>
  run('node', [`--input-type=${type}`, '-e', code]).trim();

beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'oread-app-'));
  installed = join(app, 'node_modules/oread');
  mkdirSync(installed, { recursive: true });
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', app], js),
  );
  tarball = join(app, filename);
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  symlinkSync(dirname(require.resolve('ws')), join(app, 'node_modules/ws'));
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

describe('the tarball', () => {
  it('passes publint', async () => {
    const { publint } = await import('publint');
    const { messages } = await publint({ pkgDir: installed, strict: true });
    // `require('oread/pusher')` must return the constructor itself in a bundler, which an ES module cannot.
    const meant = ({ code, path }: (typeof messages)[0]) =>
      code === 'EXPORTS_MODULE_SHOULD_BE_ESM' && path.join().endsWith('module,require');
    expect(messages.filter((message) => !meant(message))).toEqual([]);
  });

  it('has types that resolve in every way, with and without an exports map', () => {
    const attw = require.resolve('@arethetypeswrong/cli/package.json');
    const { bin } = require(attw);
    run('node', [
      join(dirname(attw), bin.attw),
      '--no-color',
      '--exclude-entrypoints',
      'oread.wasm',
      'oread-socketio.wasm',
      'iife',
      '--',
      tarball,
    ]);
  });

  const manifest = JSON.parse(readFileSync(join(js, 'package.json'), 'utf8'));

  it('contains what is needed and nothing else', () => {
    const names = run('tar', ['-tzf', tarball]).trim().split('\n');
    const places = names.map((name) => name.split('/').slice(1, 2).join());
    const folders = Object.keys(manifest.exports)
      .map((path) => path.split('/')[1])
      .filter((name) => name && existsSync(join(installed, name)));
    expect([...new Set(places)].sort()).toEqual(
      [...new Set(['LICENSE', 'README.md', 'dist', 'package.json', ...folders])].sort(),
    );
  });
});

describe('Node', () => {
  it('imports Echo and its classes', () => {
    const code = `import Echo, * as all from 'oread';
      console.log(typeof Echo, Object.keys(all).sort().join())`;
    expect(node(code)).toBe(
      'function Channel,Connector,EventFormatter,OreadConnector,default,installGlobal,registerBroadcaster,socketIdFetch',
    );
  });

  it('requires Echo and its classes', () => {
    const code = `const all = require('oread');
      console.log(typeof all.default, Object.keys(all).sort().join())`;
    expect(node(code, 'commonjs')).toBe(
      'function Channel,Connector,EventFormatter,OreadConnector,default,installGlobal,registerBroadcaster,socketIdFetch',
    );
  });

  it('imports and requires Echo for laravel-echo-server', () => {
    const uses = `console.log(typeof all.default, Object.keys(all).sort().join())`;
    const names =
      'function Channel,Connector,EventFormatter,Manager,Socket,SocketIoConnector,connect,default,io,protocol,registerBroadcaster,socketIdFetch';
    expect(node(`import * as all from 'oread/socket.io'; ${uses}`)).toBe(names);
    expect(node(`const all = require('oread/socket.io'); ${uses}`, 'commonjs')).toBe(names);
  });

  it('imports and requires io() as socket.io-client exports it', () => {
    const uses = `console.log(typeof io, io.Manager === io('http://a.test', { autoConnect: false }).io.constructor)`;
    const names = 'Manager,Socket,connect,default,io,protocol';
    expect(node(`import io from 'oread/socket.io/client'; ${uses}`)).toBe('function true');
    expect(node(`const io = require('oread/socket.io/client'); ${uses}`, 'commonjs')).toBe(
      'function true',
    );
    expect(
      node(`import * as all from 'oread/socket.io/client'; console.log(Object.keys(all).join())`),
    ).toBe(names);
    const same = `import io, { io as named } from 'oread/socket.io/client'; import { io as other } from 'oread/socket.io';`;
    expect(node(`${same} console.log(io === named, io === other)`)).toBe('true true');
  });

  it('imports and requires the hooks for sockets', () => {
    const uses = `console.log(Object.keys(all).sort().join())`;
    expect(node(`import * as all from 'oread/socket.io/svelte'; ${uses}`)).toBe(
      'listen,socketState',
    );
    expect(node(`const all = require('oread/socket.io/svelte'); ${uses}`, 'commonjs')).toBe(
      'listen,socketState',
    );
  });

  it('loads the Pusher constructor by import and by require', () => {
    const uses = `console.log(typeof Pusher, typeof Pusher.ready, Array.isArray(Pusher.instances))`;
    expect(node(`import Pusher from 'oread/pusher'; ${uses}`)).toBe('function function true');
    expect(node(`const Pusher = require('oread/pusher'); ${uses}`, 'commonjs')).toBe(
      'function function true',
    );
    expect(
      node(`const P = require('oread/pusher'); console.log(P.default === P)`, 'commonjs'),
    ).toBe('true');
  });

  it('has one copy of the engine, however its entries are imported', () => {
    const code = `import { createRequire } from 'node:module';
      import Echo, * as echo from 'oread';
      import * as withFile from 'oread/wasm';
      import Pusher from 'oread/pusher';
      const require = createRequire(import.meta.url);
      const made = new Echo({ broadcaster: 'reverb', key: 'k' });
      console.log(require('oread').default === Echo, withFile.default === Echo, require('oread/pusher') === Pusher,
        made.connector.pusher instanceof Pusher, echo.Channel === require('oread').Channel);
      made.disconnect();`;
    expect(node(code)).toBe('true true true true true');
  });

  it('gets no global, and nothing keeps it running', () => {
    const code = `const before = Object.keys(globalThis).join();
      await import('oread'); await import('oread/pusher');
      console.log(Object.keys(globalThis).join() === before)`;
    expect(node(code)).toBe('true');
  });

  it.each(['module', 'commonjs'])('connects (%s)', (type) => {
    const load =
      type === 'module'
        ? `import Echo from 'oread'; import WebSocket, { WebSocketServer } from 'ws';`
        : `const Echo = require('oread').default; const WebSocket = require('ws'); const { WebSocketServer } = WebSocket;`;
    const code = `${load}
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
        const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: '127.0.0.1', wsPort: server.address().port,
          forceTLS: false, WebSocket });
        echo.channel('a').subscribed(() => {
          console.log(echo.socketId());
          echo.disconnect();
          server.close();
        });
      });
      server.on('connection', (socket) => {
        socket.send(JSON.stringify({ event: 'pusher:connection_established',
          data: '{"socket_id":"1.2","activity_timeout":30}' }));
        socket.on('message', (text) => {
          const { event, data } = JSON.parse(text);
          if (event === 'pusher:subscribe')
            socket.send(JSON.stringify({ event: 'pusher_internal:subscription_succeeded', channel: data.channel, data: '{}' }));
        });
      });`;
    expect(node(code, type)).toBe('1.2');
  });
});

describe('TypeScript', () => {
  function compile(moduleResolution: string, module: string, files: string[]): void {
    const compilerOptions = {
      ...{ module, moduleResolution, noEmit: true, strict: true, skipLibCheck: false },
      ...{ target: 'ES2022', lib: ['ES2022', 'DOM'], types: [] },
    };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    run('node', [require.resolve('typescript/bin/tsc'), '-p', app]);
  }
  const files = {
    'app.mts': `
      import Echo, { Channel, type ConnectionStatus, type EchoOptions } from 'oread';
      import Pusher, { type Options, PresenceChannel } from 'oread/pusher';
      import { leases } from 'oread/leases';
      import { type Transition, watch } from 'oread/watch';
      // Neither React nor Vue is installed here.
      import { useEcho } from 'oread/react';
      import { listen } from 'oread/svelte';
      import { io, type Socket } from 'oread/socket.io';
      import { useSocket, useSocketEvent } from 'oread/socket.io/react';
      import { socketState } from 'oread/socket.io/svelte';
      const socket: Socket<{ order: (id: number) => void }> = io('https://example.com', { autoConnect: false });
      useSocketEvent(socket, 'order', (id) => id.toFixed());
      const connected: boolean = useSocket(socket).connected;
      socketState(socket).subscribe(({ active }) => active === connected);
      declare module 'oread' {
        interface Channels { 'orders.{id}': { events: { Shipped: { id: number } } } }
      }
      new Echo({ broadcaster: 'reverb' }).private('orders.1').listen('Shipped', (e) => e.id.toFixed());
      leases(new Echo({ broadcaster: 'reverb' })).private('orders.1').listen('Shipped', (e) => e.id.toFixed());
      useEcho('orders.1', 'Shipped', (e) => e.id.toFixed());
      listen('orders.1', 'Shipped', (e) => e.id.toFixed());
      // @ts-expect-error No such event.
      useEcho('orders.1', 'Lost', () => {});
      declare global { interface Window { Echo: Echo<'reverb'>; Pusher: typeof Pusher } }
      const options: EchoOptions<'reverb'> = { broadcaster: 'reverb', key: 'k', wsHost: 'h', wsPort: 8080 };
      window.Echo = new Echo(options);
      const status: ConnectionStatus = window.Echo.connectionStatus();
      const channel: Channel = window.Echo.private('a').listen('E', (e: { id: number }) => e.id).whisper('t', { status });
      window.Echo.join('room').here((users: string[]) => users).joining(() => {}).leaving(() => {});
      const echo = new Echo({ broadcaster: 'pusher', key: 'k', cluster: 'eu', bearerToken: () => 'now' });
      echo.encryptedPrivate('a').notification(() => channel);
      new Echo({ broadcaster: 'null' }).channel('a').listenToAll(() => {});
      const given: Options = { cluster: 'eu', forceTLS: true };
      const pusher = new Pusher('k', given);
      pusher.connection.bind('state_change', ({ current }: { current: string }) => current);
      const room = pusher.subscribe('presence-a') as PresenceChannel;
      room.members.each(({ id }) => id.trim());
      const end: () => void = watch(echo, (one: Transition) => {
        if (one.kind === 'channel') one.channel.trim();
        // @ts-expect-error Channels have no attempts.
        if (one.kind === 'channel') one.attempt.toFixed();
        if (one.reason?.code === 'auth-denied') one.reason.status.toFixed();
        // @ts-expect-error There is no such reason.
        if (one.reason?.code === 'bad-weather') end();
      });
      // @ts-expect-error A channel has no such method.
      channel.nothing();
      // @ts-expect-error There is no such broadcaster.
      new Echo({ broadcaster: 'carrier pigeon' });`,
    'app.cts': `
      import Echo = require('oread');
      import Pusher = require('oread/pusher');
      new Echo.default({ broadcaster: 'reverb', key: 'k' });
      new Pusher.default('k', { cluster: 'eu' });`,
  };

  it.each([
    ['bundler', 'ESNext', ['app.mts']],
    ['node16', 'node16', ['app.mts', 'app.cts']],
  ])(
    'accepts an app with %s resolution, with all libraries checked',
    (moduleResolution, module, names) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
      compile(moduleResolution, module, names);
    },
  );

  // The parts of both that the examples use, as in their own types.
  const telemetry = {
    'sentry.d.ts': `declare module '@sentry/browser' {
      type Level = 'fatal' | 'error' | 'warning' | 'log' | 'info' | 'debug';
      export function addBreadcrumb(one: { category?: string; message?: string; level?: Level; data?: { [key: string]: any } }): void;
      export function captureMessage(message: string, context?: { level?: Level; fingerprint?: string[]; extra?: Record<string, unknown> }): string;
    }`,
    'opentelemetry.d.ts': `declare module '@opentelemetry/api' {
      type Attributes = { [key: string]: string | number | boolean | undefined };
      type Options = { description?: string; unit?: string };
      export const metrics: { getMeter(name: string): {
        createCounter(name: string, options?: Options): { add(value: number, attributes?: Attributes): void };
        createHistogram(name: string, options?: Options): { record(value: number, attributes?: Attributes): void };
      } };
    }`,
  };
  it('accepts the examples of docs/watch.md', () => {
    const text = readFileSync(join(js, '../docs/watch.md'), 'utf8');
    const examples = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);
    expect(examples).toHaveLength(2);
    const files = Object.entries(telemetry);
    examples.forEach((code, i) => files.push([`example${i}.mts`, code]));
    for (const [name, code] of files) writeFileSync(join(app, name), code);
    const names = files.map(([name]) => name);
    compile('bundler', 'ESNext', names);
  });
});
