// Livewire and Filament call `window.Echo` themselves. Their patterns of calls, on Oread and on the packages that it replaces.
import Publisher from 'pusher';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { act, buildApps, count, hears, openApp, ours } from './app-page.js';
import { app, DevServer } from './dev-server.js';
import { launch } from './page.js';

const entry = 'bridges.js';
const apps = {
  oread: { entry },
  'echo-on-oread': { entry, alias: { 'pusher-js': ours['pusher-js'] } },
  'echo-on-pusher-js': { entry, alias: {} },
};

const encryptionMasterKeyBase64 = Buffer.alloc(32, 7).toString('base64');

let server: DevServer;
let browser: Browser;
let publisher: Publisher;

beforeAll(async () => {
  server = new DevServer(await buildApps(apps), ['--master-key', encryptionMasterKeyBase64]);
  await server.start();
  browser = await launch();
  publisher = new Publisher({
    ...{ ...app, host: '127.0.0.1', port: `${server.port}`, useTLS: false },
    encryptionMasterKeyBase64,
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

/** Options as PHP writes them: JSON, numbers as strings, unset ones as null. */
const json = () =>
  JSON.stringify({
    broadcaster: 'pusher',
    key: app.key,
    cluster: 'mt1',
    wsHost: '127.0.0.1',
    wsPort: `${server.port}`,
    wssPort: `${server.port}`,
    authEndpoint: '/broadcasting/auth',
    auth: { params: { user: 'ada' } },
    disableStats: true,
    encrypted: false,
    forceTLS: false,
    host: null,
    enabledTransports: ['ws', 'wss'],
  });

const subscribed = (page: Page, channel: string) =>
  page.waitForFunction(
    (channel) => (window as any).Echo.connector.pusher.channel(channel)?.subscribed,
    channel,
  );

describe.each(Object.keys(apps))('%s', (name) => {
  const open = () => openApp(browser, `${server.url}/${name}/index.html`);
  const opened = async () => {
    const page = await open();
    await page.evaluate((json) => (window as any).startPanel(json), json());
    return page;
  };

  it('carries every kind of Livewire listener', async () => {
    const page = await opened();
    await act(
      page,
      `window.end = mountComponent([
         'echo:tasks,TaskUpdated', 'echo:tasks,.task.named', 'echo-private:admin.sales,SaleCompleted',
         'echo-presence:office,here', 'echo-presence:office,joining', 'echo-presence:office,UserActivity',
         'echo-notification:App.Models.User.1', 'no-echo',
       ], (listener, payload) => note(listener)(payload))`,
    );
    await subscribed(page, 'tasks');
    await subscribed(page, 'private-admin.sales');
    await subscribed(page, 'private-App.Models.User.1');
    await hears(page, 'echo-presence:office,here');
    const sent = { n: 1 };
    await publisher.trigger('tasks', 'App\\Events\\TaskUpdated', sent);
    await publisher.trigger('tasks', 'task.named', sent);
    await publisher.trigger('private-admin.sales', 'App\\Events\\SaleCompleted', sent);
    await publisher.trigger('presence-office', 'App\\Events\\UserActivity', sent);
    const notification = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
    await publisher.trigger('private-App.Models.User.1', notification, sent);
    await hears(page, 'echo:tasks,TaskUpdated', sent);
    await hears(page, 'echo:tasks,.task.named', sent);
    await hears(page, 'echo-private:admin.sales,SaleCompleted', sent);
    await hears(page, 'echo-presence:office,UserActivity', sent);
    await hears(page, 'echo-notification:App.Models.User.1', sent);

    // After its removal the component receives nothing; the page itself still does.
    await act(page, `end(); Echo.channel('tasks').listen('TaskUpdated', note('page'))`);
    await publisher.trigger('tasks', 'App\\Events\\TaskUpdated', sent);
    await hears(page, 'page', sent);
    expect(await count(page, 'echo:tasks,TaskUpdated')).toBe(1);
  });

  // With pusher-js, encrypted channels need its larger build.
  if (name !== 'echo-on-pusher-js')
    it('decrypts events for a Livewire component', async () => {
      const page = await opened();
      await act(
        page,
        `mountComponent(['echo-encryptedPrivate:payroll,PayslipReady'], (_, payload) => note('pay')(payload))`,
      );
      await subscribed(page, 'private-encrypted-payroll');
      await publisher.trigger('private-encrypted-payroll', 'App\\Events\\PayslipReady', { n: 1 });
      await hears(page, 'pay', { n: 1 });
    });

  it('removes one Livewire component without affecting another with the same listeners', async () => {
    const page = await opened();
    await act(
      page,
      `window.ends = ['one', 'two'].map((component) => mountComponent(
         ['echo:tasks,TaskUpdated', 'echo-private:admin.sales,SaleCompleted'],
         () => note(component)()))`,
    );
    await subscribed(page, 'tasks');
    await subscribed(page, 'private-admin.sales');
    await act(page, `ends[0]()`);
    await publisher.trigger('tasks', 'App\\Events\\TaskUpdated', {});
    await publisher.trigger('private-admin.sales', 'App\\Events\\SaleCompleted', {});
    await page.waitForFunction(
      () => (window as any).heard.filter(([one]: any) => one === 'two').length === 2,
    );
    expect(await count(page, 'one')).toBe(0);
  });

  it('reconnects a presence component that wire:navigate has replaced', async () => {
    const page = await opened();
    const mount = (as: string) =>
      `mountComponent(['echo-presence:office,here', 'echo-presence:office,UserActivity'],
         (listener) => note('${as} ' + listener.split(',')[1])())`;
    await act(page, `window.end = ${mount('old')}`);
    await hears(page, 'old here');
    await act(page, `end(); ${mount('new')}`);
    await hears(page, 'new here');
    await publisher.trigger('presence-office', 'App\\Events\\UserActivity', {});
    await hears(page, 'new UserActivity');
    expect(await count(page, 'old UserActivity')).toBe(0);
    expect(await count(page, 'new UserActivity')).toBe(1);
  });

  it('sends the socket id with the requests of components', async () => {
    const page = await opened();
    await act(page, `Echo.channel('tasks').listen('.e', note('e'))`);
    await subscribed(page, 'tasks');
    const headers = await page.evaluate(() => (window as any).requestHeaders());
    expect(headers['X-Socket-ID']).toMatch(/^\d+\.\d+$/);
    await publisher.trigger('tasks', 'e', 'others', { socket_id: headers['X-Socket-ID'] });
    await publisher.trigger('tasks', 'e', 'all');
    await hears(page, 'e', 'all');
    expect(await count(page, 'e')).toBe(1);
  });

  it('is created by a Filament panel from JSON, for scripts that wait for it', async () => {
    const page = await open();
    await act(page, `watchNotifications(1, note('early'))`);
    await page.evaluate((json) => (window as any).startPanel(json), json());
    await act(page, `watchNotifications(1, note('late'))`);
    await subscribed(page, 'private-App.Models.User.1');
    await publisher.trigger('private-App.Models.User.1', 'database-notifications.sent', {});
    await hears(page, 'early');
    await hears(page, 'late');
  });
});
