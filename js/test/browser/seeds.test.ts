// Front ends as developers write them for laravel-echo and pusher-js, with their habits and mistakes, on Oread.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Publisher from 'pusher';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { act, buildApps, count, hears, openApp } from './app-page.js';
import { app, DevServer } from './dev-server.js';
import { launch } from './page.js';

/** The cluster's address resolves to the dev server, so that apps without a host run unchanged. */
const cluster = 'test';
const vite = (values: Record<string, string | undefined>) => ({
  'import.meta.env': JSON.stringify({
    VITE_PUSHER_APP_KEY: app.key,
    VITE_PUSHER_APP_CLUSTER: cluster,
    ...values,
  }),
});
const quoted = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
  );

let server: DevServer;
let secure: DevServer;
let browser: Browser;
let publisher: Publisher;
let secured: Publisher;

beforeAll(async () => {
  const status = {
    entry: 'status-page.jsx',
    define: vite({
      VITE_PUSHER_SCHEME: 'https',
      VITE_PUSHER_HOST: `api-${cluster}.pusher.com`,
      VITE_PUSHER_PORT: '443',
    }),
  };
  const files = await buildApps({
    tasks: {
      entry: 'hosted-tasks.js',
      define: quoted({ MIX_PUSHER_APP_KEY: app.key, MIX_PUSHER_APP_CLUSTER: cluster }),
    },
    admin: {
      entry: 'admin-panel.js',
      // The host is known when the page is opened.
      define: { 'import.meta.env': 'window.env' },
    },
    status,
    'status-on-pusher-js': { ...status, alias: {} },
    attendance: {
      entry: 'attendance.js',
      define: quoted({
        NEXT_PUBLIC_PUSHER_APP_KEY: app.key,
        NEXT_PUBLIC_WEBSOCKET_HOST: '127.0.0.1',
      }),
    },
  });
  server = new DevServer(files);
  secure = new DevServer(files, certificate());
  await Promise.all([server.start(), secure.start()]);
  browser = await launch(
    `--host-resolver-rules=MAP ws-${cluster}.pusher.com:443 127.0.0.1:${secure.port}`,
    '--ignore-certificate-errors',
  );
  const at = { ...app, host: '127.0.0.1' };
  publisher = new Publisher({ ...at, port: `${server.port}`, useTLS: false });
  secured = new Publisher({
    ...at,
    port: `${secure.port}`,
    useTLS: true,
    agent: new Agent({ rejectUnauthorized: false }),
  });
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), secure?.stop()]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

/** The arguments for a server with its own certificate. */
function certificate(): string[] {
  const folder = fileURLToPath(new URL('../../../build/app-test/tls', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout ${key} -out ${cert} -subj /CN=localhost`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  return ['--cert', cert, '--key-file', key];
}

const subscribed = (page: Page, channel: string) =>
  page.waitForFunction(
    (channel) =>
      (window as any).Echo?.connector.pusher.channel(channel)?.subscribed ||
      (window as any).echo?.connector.pusher.channel(channel)?.subscribed,
    channel,
  );

it('a task list with `require`, `encrypted` and a cluster', async () => {
  const page = await openApp(browser, `${secure.url}/tasks/index.html`);
  await subscribed(page, 'tasks');
  await secured.trigger('tasks', 'App\\Events\\TaskUpdated', { task: { id: 7, title: 'Größe' } });
  await hears(page, 'task', { id: 7, title: 'Größe' });
});

describe('an administration panel with a custom authorizer', () => {
  const open = () =>
    openApp(browser, `${server.url}/admin/index.html`, async (context) => {
      await context.addInitScript(
        (port) =>
          void Object.assign(window, {
            env: {
              VITE_PUSHER_APP_KEY: 'oread-key',
              VITE_PUSHER_HOST: '127.0.0.1',
              VITE_PUSHER_PORT: port,
              VITE_PUSHER_SCHEME: 'http',
            },
          }),
        `${server.port}`,
      );
      // Authorizes everything except the alerts.
      await context.route('**/api/broadcasting/auth', async (route) => {
        const { socket_id, channel_name } = route.request().postDataJSON();
        if (channel_name.endsWith('alerts')) return route.fulfill({ status: 403, json: {} });
        return route.fulfill({ json: publisher.authorizeChannel(socket_id, channel_name) });
      });
    });

  it('receives the events it is authorized for, and reports the refusal', async () => {
    const page = await open();
    await subscribed(page, 'private-admin.notifications');
    const told = { message: 'Saved', type: 'success' };
    await publisher.trigger('private-admin.notifications', 'App\\Events\\NotificationSent', told);
    await hears(page, 'notify', told);
    await hears(page, 'refused', 'AuthError');
  });

  it('receives an event with a custom name only with the dot', async () => {
    const page = await open();
    await subscribed(page, 'private-admin.invoices');
    await publisher.trigger('private-admin.invoices', 'InvoiceCreated', { id: 1 });
    await hears(page, 'with the dot', { id: 1 });
    expect(await count(page, 'without')).toBe(0);
  });
});

describe('a status page in React', () => {
  const open = (name = 'status') => openApp(browser, `${secure.url}/${name}/index.html`);
  const tell = (n: number) => secured.trigger('organization.1', 'service.status.changed', { n });

  it('receives every event once although StrictMode mounts its hook twice', async () => {
    const page = await open();
    await act(page, `connect(); show()`);
    await hears(page, 'connected');
    await subscribed(page, 'organization.1');
    await tell(1);
    await secured.trigger('organization.1', 'incident.created', { incident: 1 });
    await hears(page, 'service', { n: 1 });
    await hears(page, 'incident', { incident: 1 });

    // Another organization and back: the cleanup removes only its own listeners, and the next ones start fresh.
    await act(page, `choose(2)`);
    await subscribed(page, 'organization.2');
    await tell(2);
    await act(page, `choose(1)`);
    await subscribed(page, 'organization.1');
    await tell(3);
    await hears(page, 'service', { n: 3 });
    const heard = await page.evaluate(() =>
      (window as any).heard.filter(([what]: any) => what === 'service').map(([, e]: any) => e.n),
    );
    expect(heard).toEqual([1, 3]);
  });

  it('receives nothing there with laravel-echo and pusher-js', async () => {
    const page = await open('status-on-pusher-js');
    await act(page, `connect(); show()`);
    await hears(page, 'connected');
    await act(page, `Echo.channel('fence').listen('.fence', note('fence'))`);
    await subscribed(page, 'fence');
    await tell(1);
    await secured.trigger('fence', 'fence', {});
    await hears(page, 'fence');
    expect(await count(page, 'service')).toBe(0);
  });

  it(`connects with enabledTransports: ['wss']`, async () => {
    const page = await open();
    const own = `{ forceTLS: true, enabledTransports: ['wss'],
      wsHost: '127.0.0.1', wsPort: ${secure.port}, wssPort: ${secure.port} }`;
    await act(page, `connect(${own}); show()`);
    await hears(page, 'connected');
    await subscribed(page, 'organization.1');
    await tell(1);
    await hears(page, 'service', { n: 1 });
  });

  it('does not connect there with laravel-echo and pusher-js', async () => {
    const page = await open('status-on-pusher-js');
    await act(page, `connect({ forceTLS: true, enabledTransports: ['wss'] })`);
    await page.waitForFunction(() => (window as any).Echo.connectionStatus() === 'failed');
  });
});

it('an attendance page on a self-hosted server', async () => {
  const page = await openApp(browser, `${server.url}/attendance/index.html`);
  await page.evaluate((port) => void Object.assign(window, { port }), server.port);
  // Without a cluster it throws pusher-js 8's error; older versions accepted that.
  const refusal = await page.evaluate(() => {
    try {
      (window as any).connect();
    } catch (error) {
      return error;
    }
  });
  expect(refusal).toBe('Options object must provide a cluster');
  await act(page, `connect({ cluster: '' })`);
  await subscribed(page, 'attendance');
  const attendanceData = { id: 1, status: 'late', date: '2026-01-01' };
  await publisher.trigger('attendance', 'attendance.updated', { attendanceData });
  await hears(page, 'attendance', { attendanceData });
});
