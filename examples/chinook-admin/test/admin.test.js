// What the admin shows, in Chromium, with Laravel, Livewire and `oread serve` behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { median } from '../../laravel/listen.mjs';
import { caughtUp, close, has, inState, invoice, look, settled, Stage } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const dollars = async (page, selector) =>
  Number((await page.innerText(selector)).replace(/[^\d.]/g, ''));
const now = (page) => page.getAttribute('.chart rect.now', 'height').then(Number);

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
  const count = Number(await cleo.innerText('#count'));
  const sold = await stage.buy({ status: 'pending' });
  await has(cleo, '#count', `${count + 1}`);
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

test('after a restart of the server the page is live again, and loads once what it missed', async () => {
  const ada = await stage.board('ada');
  await stage.backend.stopSockets();
  await inState(ada, 'reconnecting');
  await has(ada, '#link', 'What you see is of');
  await look(ada, 'reconnecting');
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

test('a sale is in the table before Laravel has sent its HTML, which then takes its place', async () => {
  const ada = await stage.board('ada');
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await ada.route('**/update', async (route) => {
    await held;
    await route.continue();
  });
  const sold = await stage.buy({ status: 'pending' });
  const row = `tr[data-id="${sold.id}"]`;
  await has(ada, `${row}.new`, `$${sold.total}`);
  await has(ada, `${row} .chip`, 'pending');
  assert.equal(await ada.locator('.invoices tbody tr').count(), 10);
  assert.equal(await ada.locator(`${row} button`).count(), 0);
  release();
  await has(ada, `${row} button`, 'Mark paid');
  assert.equal(await ada.locator(row).count(), 1);
  assert.equal(await ada.locator('.invoices tbody tr').count(), 10);
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
    // What Livewire asks for after a sale must not delay the next one.
    await Promise.all(pages.map(settled));
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

test('no page complained', () => {
  assert.deepEqual(stage.problems, []);
});
