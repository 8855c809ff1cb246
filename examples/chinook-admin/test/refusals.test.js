// What the admin says when something is refused, limited or broken; in Chromium, with Laravel, Livewire and `oread serve` behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caughtUp, close, has, inState, invoice, look, settled, Stage, until } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

test('every channel is authorized by the custom authorizer', async () => {
  const sent = [];
  const ada = await stage.board('ada', (page) =>
    page.on('request', (request) => {
      if (request.url().endsWith('broadcasting/auth'))
        sent.push([new URL(request.url()).pathname, request.postDataJSON()]);
    }),
  );
  assert.deepEqual([...new Set(sent.map(([path]) => path))], ['/api/broadcasting/auth']);
  const socketId = await ada.evaluate(() => globalThis.Echo.socketId());
  assert.ok(sent.every(([, body]) => body.socket_id === socketId));
  assert.deepEqual(sent.map(([, body]) => body.channel_name).sort(), [
    'presence-admin.online',
    'private-admin.alerts',
    'private-admin.invoices',
    'private-admin.sales',
    'private-admin.users',
    'private-user.1',
  ]);
  await close(ada);
});

test('who has not the role is refused, and told which channel and why', async () => {
  const bob = await stage.window('bob');
  await has(
    bob,
    '#refusals',
    'admin.alerts Laravel does not let you listen to this channel. (403)',
  );
  // Neither another admin channel, nor that of a user whose id begins like his own.
  await bob.evaluate(() => ['admin.sales', 'user.31'].map((name) => globalThis.Echo.private(name)));
  await has(bob, '#refusals', 'admin.sales');
  await has(bob, '#refusals', 'user.31');
  assert.equal(await bob.locator('.sales, .invoices, .activity').count(), 0);
  await look(bob, 'refused');
  await close(bob);
});

test('a listener of the first version, without the dot, hears nothing; the doctor says what is meant', async () => {
  const ada = await stage.board('ada');
  await ada.evaluate(() => {
    globalThis.heard = [];
    globalThis.Echo.private('admin.invoices')
      .listen('InvoiceCreated', () => globalThis.heard.push('first'))
      .listen('.InvoiceCreated', () => globalThis.heard.push('with the dot'));
  });
  await stage.buy();
  await ada.waitForFunction(() => globalThis.heard.length > 0);
  assert.deepEqual(await ada.evaluate('heard'), ['with the dot']);
  await close(ada);
  // Without another listener that has the right name, the doctor tells.
  const cleo = await stage.window('cleo', (page) =>
    page.addInitScript(() => {
      document.addEventListener('livewire:init', () => {
        const channel = globalThis.Echo.private('admin.invoices');
        const { listen } = channel;
        channel.listen = (event, ...rest) =>
          listen.call(channel, event.replace(/^\./, ''), ...rest);
      });
    }),
  );
  await inState(cleo, 'connected');
  await cleo.waitForSelector('.person');
  await stage.buy();
  await cleo.waitForFunction(() =>
    globalThis.Echo.doctor().some(({ change }) => change.includes("listen('.InvoiceCreated')")),
  );
  await close(cleo);
});

test('an endpoint that answers “true”, as that of the first version, is told', async () => {
  const ada = await stage.window('ada', (page) =>
    page.route('**/api/broadcasting/auth', (route) => route.fulfill({ json: true })),
  );
  await has(ada, '#refusals', 'admin.sales The auth endpoint returned no signature.');
  await close(ada);
});

test('channels that are asked for too often wait, say so, and are subscribed', async () => {
  const ada = await stage.window('ada', (page) =>
    page.route('**/api/broadcasting/auth', (route) =>
      route.continue({ url: route.request().url().replace('/api/', '/throttled/') }),
    ),
  );
  await has(ada, '#wait', 'Too many requests: Laravel asks to wait. Trying again for');
  await ada.waitForSelector('#wait', { state: 'hidden' });
  await ada.waitForSelector('.person');
  await until(() => caughtUp(ada) > 0);
  await invoice(ada, await stage.buy());
  await close(ada);
});

test('a request that fails is told above the board, which can try again', async () => {
  const ada = await stage.board('ada');
  let fulfil = (route) => route.fulfill({ status: 500, body: 'broken' });
  await ada.route('**/update', (route) => fulfil(route));
  const sold = await stage.buy();
  await has(ada, '#trouble', 'The server answered 500.');
  fulfil = (route) => route.abort();
  await ada.click('#trouble button');
  await has(ada, '#trouble', 'The server cannot be reached.');
  await look(ada, 'trouble');
  await ada.unroute('**/update');
  await ada.click('#trouble button');
  await invoice(ada, sold);
  await ada.waitForSelector('#trouble', { state: 'hidden' });
  await close(ada);
});

test('more sales in a minute than Laravel allows: the page says when to try again', async () => {
  const ada = await stage.board('ada');
  for (let count = 0; count <= 10; count++) {
    const [answer] = await Promise.all([
      ada.waitForResponse((response) => response.request().postData()?.includes('"sell"')),
      ada.click('text=Make a sale'),
    ]);
    if (answer.status() === 429) break;
    await settled(ada);
  }
  await ada.waitForSelector('#trouble:has-text("Too many sales in a minute. Try again in")');
  // What others sell is shown all the same.
  await invoice(ada, await stage.buy());
  assert.ok(await ada.isVisible('#trouble'));
  await close(ada);
});

test('no page complained', () => {
  assert.deepEqual(stage.problems, []);
});
