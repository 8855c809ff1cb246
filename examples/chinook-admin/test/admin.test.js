// The admin in Chromium, with Laravel, Livewire and `oread serve` behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { median } from '../../laravel/listen.mjs';
import { caughtUp, close, has, inState, invoice, look, Stage, until } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const dollars = async (page, selector) =>
  Number((await page.innerText(selector)).replace(/[^\d.]/g, ''));
const now = (page) => page.getAttribute('.chart rect.now', 'height').then(Number);
/** The request of Livewire after which the page is as the server is. */
const settled = (page) => until(() => page.answered === page.asked.length);

test('a sale by the button moves figures, chart and table in two windows', async () => {
  const [ada, cleo] = await Promise.all([stage.board('ada'), stage.board('cleo')]);
  const [count, bar] = [Number(await cleo.innerText('#count')), await now(cleo)];
  await ada.click('text=Make a sale');
  for (const page of [ada, cleo]) {
    await has(page, '#count', `${count + 1}`);
    await has(page, '.activity', 'Ada sold invoice');
  }
  // The button sells on account now and then; a customer pays at once.
  await stage.buy({ tracks: 2 });
  await cleo.waitForFunction(
    (bar) => Number(document.querySelector('.chart rect.now')?.getAttribute('height')) > bar,
    bar,
  );
  await close(ada, cleo);
});

test('an invoice that is marked as paid changes in the other window, and counts as sold', async () => {
  const [ada, cleo] = await Promise.all([stage.board('ada'), stage.board('cleo')]);
  const before = await dollars(cleo, '#total');
  const sold = await stage.buy({ status: 'pending' });
  await Promise.all([ada, cleo].map((page) => invoice(page, sold, 'pending')));
  await ada.click(`tr[data-id="${sold.id}"] button`);
  await Promise.all([ada, cleo].map((page) => invoice(page, sold, 'paid')));
  await has(cleo, '#total', (before + Number(sold.total)).toFixed(2));
  await has(cleo, '.activity', `Ada marked invoice ${sold.id} as paid`);
  await close(ada, cleo);
});

test('a notification reaches the employee of the customer, on the private channel, and nobody else', async () => {
  const [ada, bob] = await Promise.all([stage.board('ada'), stage.window('bob')]);
  await inState(bob, 'connected');
  // Another test may have sold to one of Bob's customers.
  if (await bob.isVisible('text=Mark as read')) await bob.click('text=Mark as read');
  await has(bob, '.notifications', 'Nothing new.');
  const { total } = await stage.buy({
    customer_email: 'niamh@customers.example.com',
    tracks: 3,
  });
  await has(bob, '.notifications', `Niamh O'Brien bought 3 tracks for $${total}`);
  await stage.buy({ customer_email: 'kofi@customers.example.com', tracks: 1 });
  await has(ada, '.notifications', 'Kofi Mensah bought a track for $');
  assert.doesNotMatch(await ada.innerText('.notifications'), /Niamh/);
  await bob.click('text=Mark as read');
  await has(bob, '.notifications', 'Nothing new.');
  await close(ada, bob);
});

test('an alert is shown everywhere until it is ended', async () => {
  const [ada, cleo] = await Promise.all([stage.board('ada'), stage.board('cleo')]);
  await ada.click('summary');
  await ada.click('text=Raise >> nth=-1');
  await has(ada, '.wrong', 'The message field is required.');
  await ada.fill('.alerts input', 'The card reader is offline');
  await ada.selectOption('.alerts select', 'danger');
  await ada.press('.alerts input', 'Enter');
  await has(cleo, '.alert[data-severity="danger"]', 'The card reader is offline');
  await cleo.click('.alert button');
  for (const page of [ada, cleo]) await page.waitForSelector('.alert', { state: 'detached' });
  await close(ada, cleo);
});

test('who has the admin open is shown, and who leaves disappears', async () => {
  const ada = await stage.board('ada');
  assert.deepEqual(await ada.locator('.person').allInnerTexts(), ['Ada']);
  const cleo = await stage.board('cleo');
  await has(ada, '.person', 'Cleo');
  await close(cleo);
  await ada.waitForSelector('.person:has-text("Cleo")', { state: 'detached' });
  await close(ada);
});

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

test('after a restart of the server the page is live again, and loads once what it missed', async () => {
  const ada = await stage.board('ada');
  await stage.backend.stopSockets();
  await inState(ada, 'reconnecting');
  await has(ada, '#link', 'What you see is of');
  const missed = [await stage.buy(), await stage.buy({ status: 'pending' })];
  await settled(ada);
  const before = caughtUp(ada);
  await stage.backend.startSockets();
  await inState(ada, 'connected');
  for (const one of missed) await invoice(ada, one);
  await has(ada, '#missed', 'While this page was away: 2 new invoices.');
  assert.equal(caughtUp(ada) - before, 1);
  await look(ada, 'missed');
  await ada.click('#missed button');
  await ada.waitForSelector('#missed', { state: 'hidden' });
  // It is live again, and does not ask again for everything.
  await invoice(ada, await stage.buy());
  assert.equal(caughtUp(ada) - before, 1);
  await close(ada);
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
  const bob = await stage.window('cleo', (page) =>
    page.addInitScript(() => {
      document.addEventListener('livewire:init', () => {
        const channel = globalThis.Echo.private('admin.invoices');
        const { listen } = channel;
        channel.listen = (event, ...rest) =>
          listen.call(channel, event.replace(/^\./, ''), ...rest);
      });
    }),
  );
  await inState(bob, 'connected');
  await bob.waitForSelector('.person');
  await stage.buy();
  await bob.waitForFunction(() =>
    globalThis.Echo.doctor().some(({ change }) => change.includes("listen('.InvoiceCreated')")),
  );
  await close(bob);
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

test('twenty sales reach two windows in their order', async (t) => {
  const pages = await Promise.all([stage.board('ada'), stage.board('cleo')]);
  for (const page of pages)
    await page.evaluate(() => {
      globalThis.heard = [];
      globalThis.shown = new Map();
      globalThis.Echo.private('admin.invoices').listen('.InvoiceCreated', ({ id }) =>
        globalThis.heard.push([id, Date.now()]),
      );
      new MutationObserver(() => {
        for (const { dataset } of document.querySelectorAll('tr.new'))
          if (!globalThis.shown.has(dataset.id)) globalThis.shown.set(dataset.id, Date.now());
      }).observe(document.querySelector('.invoices'), { childList: true, subtree: true });
    });
  const sent = [];
  const ids = [];
  for (let count = 0; count < 20; count++) {
    sent.push(Date.now());
    const sold = await stage.buy();
    ids.push(sold.id);
    await Promise.all(pages.map((page) => invoice(page, sold)));
  }
  for (const [index, page] of pages.entries()) {
    const heard = await page.evaluate(() => globalThis.heard);
    assert.deepEqual(
      heard.map(([id]) => id),
      ids,
    );
    const shown = await page.evaluate((ids) => ids.map((id) => globalThis.shown.get(`${id}`)), ids);
    const times = heard.map(([, time]) => time);
    t.diagnostic(
      `window ${index + 1}: ${median(sent, times)} ms from the sale to the event, ${median(sent, shown)} ms to the table (medians)`,
    );
  }
  await close(...pages);
});

test('light and dark, on a phone and a desk: no finding of axe', async () => {
  const guest = await stage.window('ada', async (page) => {
    await page.goto(stage.backend.url);
    await page.fill('[name=password]', 'wrong');
    await page.click('form button');
    await has(page, '.wrong', 'Wrong name or password.');
    await look(page, 'sign-in');
  });
  await close(guest);
  const ada = await stage.board('ada');
  await stage.alert('The backup of tonight has not begun', 'warning');
  await stage.alert('The price list of spring is online', 'info');
  await invoice(ada, await stage.buy({ status: 'pending' }));
  await ada.click('summary');
  await has(ada, '.alert', 'The price list of spring is online');
  await look(ada, 'board');
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
