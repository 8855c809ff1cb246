// Faults around the connection: tokens, options, the page.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const js = fileURLToPath(new URL('../../', import.meta.url));
const throws = (code) => {
  try {
    code();
    return 0;
  } catch {
    return 1;
  }
};

export const page = {
  'page/token-of-another-instance': {
    unit: 'requests with it',
    max: 0,
    async run(world) {
      world.echo({ bearerToken: 'ALICE' });
      const bob = await world.connected();
      bob.private('a');
      await world.pass(1000);
      return world.asked.filter(({ headers }) => headers.authorization === 'Bearer ALICE').length;
    },
  },
  'page/own-headers-changed': {
    unit: 'names added',
    max: 0,
    run(world) {
      const headers = {};
      const userAuthentication = { endpoint: '/user', headers: {} };
      world.echo({ auth: { headers }, userAuthentication, bearerToken: 't' });
      return Object.keys(headers).length;
    },
  },
  'page/auth-params-with-token': {
    unit: 'errors thrown',
    max: 0,
    run: (world) => throws(() => world.echo({ auth: { params: { a: 1 } }, bearerToken: 't' })),
  },
  'page/csrf-token-renewed': {
    unit: 'requests with the old',
    max: 0,
    async run(world) {
      globalThis.window = globalThis;
      globalThis.Laravel = { csrfToken: 'old' };
      try {
        const userAuthentication = { endpoint: '/user', headers: {} };
        const echo = await world.connected({ auth: { headers: {} }, userAuthentication });
        globalThis.Laravel.csrfToken = 'new';
        echo.private('a');
        await world.pass(1000);
      } finally {
        delete globalThis.Laravel;
        delete globalThis.window;
      }
      return world.asked.filter(({ headers }) => headers['x-csrf-token'] === 'old').length;
    },
  },
  'page/channel-authorization-tokens': {
    unit: 'requests without',
    max: 0,
    async run(world) {
      const channelAuthorization = { endpoint: 'http://app.test/own', transport: 'ajax' };
      const auth = { headers: {} };
      const userAuthentication = { endpoint: '/user', headers: {} };
      const given = { auth, userAuthentication, channelAuthorization, bearerToken: 't' };
      (await world.connected(given)).private('a');
      await world.pass(1000);
      return world.asked.filter(({ headers }) => !headers.authorization).length;
    },
  },
  'page/enabled-transports-wss': {
    unit: 'connection attempts',
    min: 1,
    async run(world) {
      world.echo({ forceTLS: true, enabledTransports: ['wss'] });
      await world.pass(1000);
      return world.server.urls.length;
    },
  },
  'page/foreign-hosts': {
    unit: 'requests to them',
    max: 0,
    async run(world) {
      world.server.stop();
      world.echo({ enabledTransports: undefined });
      await world.pass(30_000);
      return world.foreign.length;
    },
  },
  'page/turbo-without-socket-id': {
    unit: 'headers "undefined"',
    max: 0,
    run(world) {
      let hear;
      globalThis.Turbo = {};
      globalThis.document = { addEventListener: (_name, call) => (hear = call) };
      try {
        world.echo({ withoutInterceptors: false });
      } finally {
        delete globalThis.Turbo;
        delete globalThis.document;
      }
      const headers = {};
      hear({ detail: { fetchOptions: { headers } } });
      return Object.keys(headers).length;
    },
  },
  'page/instances-kept': {
    unit: 'after 5 disconnects',
    max: 0,
    run(world) {
      const { Pusher } = world.client;
      const before = Pusher.instances.length;
      for (let i = 0; i < 5; i += 1) world.echo().disconnect();
      return Pusher.instances.length - before;
    },
  },
  'page/classic-script': {
    unit: 'errors thrown',
    max: 0,
    run({ client }) {
      const script = {
        'laravel-echo': `${js}../node_modules/laravel-echo/dist/echo.iife.js`,
        oread: `${js}dist/echo.iife.js`,
      };
      const context = vm.createContext({ TextDecoder, TextEncoder });
      vm.runInContext(readFileSync(script[client.name], 'utf8'), context);
      return throws(() => vm.runInContext(`new Echo({ broadcaster: 'null' })`, context));
    },
  },
  'page/require-from-commonjs': {
    unit: 'failures',
    max: 0,
    run({ client }) {
      const code = `if (typeof require('${client.name}').default !== 'function') process.exit(1)`;
      return spawnSync(process.execPath, ['--input-type=commonjs', '-e', code], { cwd: js }).status;
    },
  },
};
