// Echo in Chromium against the dev server: laravel-echo on Oread's Pusher, Oread's Echo, and laravel-echo on pusher-js, which
// shows that the server is compatible with it.
import Publisher from 'pusher';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { app, DevServer } from './dev-server.js';
import { buildPages, type ClientName, clients, launch, openTab } from './page.js';

let server: DevServer;
let browser: Browser;
let publisher: Publisher;

beforeAll(async () => {
  server = new DevServer(await buildPages());
  await server.start();
  browser = await launch();
  publisher = new Publisher({
    ...app,
    host: '127.0.0.1',
    port: String(server.port),
    useTLS: false,
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

/** Waits until the page's Echo has received this; returns how often it did. */
async function hears(page: Page, entry: unknown[]): Promise<void> {
  const wanted = JSON.stringify(entry);
  await page.waitForFunction(
    (text) => (window as any).heard.some((one: unknown) => JSON.stringify(one) === text),
    wanted,
    { timeout: 15_000 },
  );
}
const subscribed = (page: Page) => hears(page, ['subscribed']);

/** Runs `code` with the page's echo and note. */
function act(page: Page, code: string): Promise<unknown> {
  return page.evaluate(`(({ echo, note }) => { ${code} })(window)`);
}

describe.each(Object.keys(clients) as ClientName[])('%s', (name) => {
  it('receives public events, and none after leaving', async () => {
    const page = await openTab(browser, server.url, name, 'ada');
    await act(
      page,
      `echo.channel('tasks').listen('Made', note('made')).subscribed(note('subscribed'))`,
    );
    await subscribed(page);
    // Three times: the later ones are dispatched without the engine.
    for (const n of [1, 2, 3]) await publisher.trigger('tasks', 'App\\Events\\Made', { n });
    await hears(page, ['made', { n: 3 }]);
    await act(page, `echo.leave('tasks'); echo.channel('other').subscribed(note('other'))`);
    await hears(page, ['other']);
    await publisher.trigger(['tasks', 'other'], 'App\\Events\\Made', { n: 4 });
    await act(page, `echo.channel('other').listen('.fence', note('fence'))`);
    await publisher.trigger('other', 'fence', {});
    await hears(page, ['fence', {}]);
    const made = await page.evaluate(() =>
      (window as any).heard.filter(([w]: any) => w === 'made'),
    );
    expect(made).toEqual([1, 2, 3].map((n) => ['made', { n }]));
  });

  it('receives private events, and reports a refusal', async () => {
    const page = await openTab(browser, server.url, name, 'ada');
    await act(
      page,
      `echo.private('user.ada').listen('.note', note('note')).subscribed(note('subscribed'));
       echo.private('forbidden').error((e) => note('error')({ type: e.type, status: e.status }))`,
    );
    await subscribed(page);
    await publisher.trigger('private-user.ada', 'note', { text: 'Grüße' });
    await hears(page, ['note', { text: 'Grüße' }]);
    await hears(page, ['error', { type: 'AuthError', status: 403 }]);
  });

  it('reports members, joins, whispers and leaves', async () => {
    const [ada, bob] = await Promise.all(
      ['ada', 'bob'].map((user) => openTab(browser, server.url, name, user)),
    );
    const names = `(members) => members.map(({ name }) => name)`;
    await act(
      ada!,
      `echo.join('room').here((m) => note('here')((${names})(m)))
        .joining(({ name }) => note('joining')(name)).leaving(({ name }) => note('leaving')(name))
        .listenForWhisper('typing', note('typing'))`,
    );
    await hears(ada!, ['here', ['ada']]);
    await act(bob!, `echo.join('room').here((m) => note('here')((${names})(m)))`);
    await hears(bob!, ['here', ['ada', 'bob']]);
    await hears(ada!, ['joining', 'bob']);
    await act(bob!, `echo.join('room').whisper('typing', { by: 'bob' })`);
    await hears(ada!, ['typing', { by: 'bob' }]);
    await act(bob!, `echo.leave('room')`);
    await hears(ada!, ['leaving', 'bob']);
  });

  // pusher-js reconnects only 16 s after a restart; another test measures that.
  if (name.endsWith('pusher-js')) return;
  it('reconnects after the server restarts', async () => {
    const page = await openTab(browser, server.url, name, 'ada');
    await act(page, `echo.private('tasks').listen('.e', note('e')).subscribed(note('subscribed'))`);
    await subscribed(page);
    const before = await page.evaluate(() => (window as any).echo.socketId());
    await server.stop();
    await page.waitForFunction(() => (window as any).echo.connectionStatus() !== 'connected');
    await page.evaluate(() => ((window as any).heard.length = 0));
    await server.start();
    await subscribed(page);
    await publisher.trigger('private-tasks', 'e', { back: true });
    await hears(page, ['e', { back: true }]);
    expect(await page.evaluate(() => (window as any).echo.socketId())).not.toBe(before);
  });
});

it('forbids Wasm where the test says so', async () => {
  const forbidden = 'oread where Wasm is forbidden';
  const page = await openTab(browser, server.url, forbidden, 'ada');
  const compiles = await page.evaluate(() =>
    WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => true,
      () => false,
    ),
  );
  expect(compiles).toBe(false);
});

describe('the npm server SDK', () => {
  it('publishes batches, lists channels and users, and terminates connections', async () => {
    const page = await openTab(browser, server.url, 'oread', 'ada');
    await act(
      page,
      `echo.channel('a').listen('.e', note('e')); echo.join('room').subscribed(note('subscribed'))`,
    );
    await subscribed(page);
    await publisher.triggerBatch([
      { channel: 'a', name: 'e', data: { n: 1 } },
      { channel: 'a', name: 'e', data: { n: 2 } },
    ]);
    await hears(page, ['e', { n: 2 }]);
    const get = async (path: string) => (await publisher.get({ path })).json();
    expect(Object.keys(((await get('/channels')) as any).channels)).toContain('presence-room');
    expect(await get('/channels/presence-room/users')).toEqual({ users: [{ id: 'ada' }] });
  });

  it('encrypts events that an encrypted channel decrypts', async () => {
    const page = await openTab(browser, server.url, 'oread', 'ada');
    const sealing = new Publisher({
      ...{ ...app, host: '127.0.0.1', port: String(server.port), useTLS: false },
      encryptionMasterKeyBase64: Buffer.alloc(32, 5).toString('base64'),
    });
    await page.exposeFunction('sign', (socketId: string, channel: string) =>
      sealing.authorizeChannel(socketId, channel),
    );
    await act(
      page,
      `const { pusher } = echo.connector;
       pusher.options.channelAuthorization = {
         customHandler: ({ socketId, channelName }, done) =>
           window.sign(socketId, channelName).then((data) => done(null, data)),
       };
       echo.encryptedPrivate('a').listen('.e', note('e')).subscribed(note('subscribed'))`,
    );
    await subscribed(page);
    await sealing.trigger('private-encrypted-a', 'e', { secret: 'ß' });
    await hears(page, ['e', { secret: 'ß' }]);
  });

  it('sends events to a signed-in user, and terminates the user’s connections', async () => {
    const page = await openTab(browser, server.url, 'oread', 'ada');
    await act(
      page,
      `const { pusher } = echo.connector;
       pusher.bind('pusher:signin_success', () => note('in')());
       pusher.user.bind('note', note('note'));
       pusher.connection.bind('error', ({ error }) => note('ended')(error?.data.code));
       echo.connector.signin()`,
    );
    await hears(page, ['in']);
    await expect
      .poll(
        async () => {
          await publisher.sendToUser('ada', 'note', { text: 'for you' });
          return page.evaluate(() => (window as any).heard.some(([what]: any) => what === 'note'));
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    await publisher.terminateUserConnections('ada');
    await hears(page, ['ended', 4009]);
    await page.waitForFunction(() => (window as any).echo.connectionStatus() === 'disconnected');
  });
});
