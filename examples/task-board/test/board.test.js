// The board in two windows of Chromium, with Laravel and `oread serve` behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen, median } from '../../laravel/listen.mjs';
import { card, close, inColumn, inState, look, Stage } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

/** Drags with the mouse, from the middle of the card to the middle of a column. */
async function drag(page, title, status) {
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const [from, to] = [
    await middle(card(page, title)),
    await middle(page.locator(`[data-column="${status}"]`)),
  ];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 6 });
  await page.waitForSelector(`[data-column="${status}"].over`);
  await page.mouse.up();
}

test('a card dragged in one window moves in the other, and back', async () => {
  await stage.create('Split the logs');
  const [one, other] = await Promise.all([stage.open(), stage.open()]);
  await drag(one, 'Split the logs', 'doing');
  await Promise.all([one, other].map((page) => inColumn(page, 'Split the logs', 'doing')));
  await drag(other, 'Split the logs', 'done');
  await Promise.all([one, other].map((page) => inColumn(page, 'Split the logs', 'done')));
  assert.equal(await one.locator('input.title').count(), 0, 'a drag does not open the title');
  await close(one, other);
});

test('Escape ends a drag without a change', async () => {
  await stage.create('Stay here');
  const page = await stage.open();
  const { x, y } = await card(page, 'Stay here').boundingBox();
  await page.mouse.move(x + 20, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 30, { steps: 3 });
  await page.waitForSelector('.card.dragged');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.card.dragged', { state: 'detached' });
  await page.mouse.up();
  await inColumn(page, 'Stay here', 'todo');
  await close(page);
});

test('a new task and a new title appear in the other window', async () => {
  const [one, other] = await Promise.all([stage.open(), stage.open()]);
  await one.fill('[aria-label="New task"]', 'Feed the mule');
  await one.keyboard.press('Enter');
  await inColumn(other, 'Feed the mule', 'todo');
  await card(other, 'Feed the mule').locator('button.title').click();
  await other.keyboard.type('Feed both mules');
  await other.keyboard.press('Enter');
  await inColumn(one, 'Feed both mules', 'todo');
  assert.equal(await one.locator('.card:has-text("mule")').count(), 1);
  await close(one, other);
});

test('the window that makes a change shows it at once, and does not receive its event', async () => {
  const { id } = await stage.create('Wind the clock');
  const frames = [];
  const one = await stage.open(async (page) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.push(JSON.parse(payload))),
    );
  });
  await stage.isLive(one);
  const other = await stage.open();
  let answer;
  await one.route('**/api/board/*', async (route) => {
    const { headers } = await new Promise((resolve) => {
      answer = () => resolve({ headers: route.request().headers() });
    });
    assert.match(headers['x-socket-id'], /^\d+\.\d+$/);
    await route.continue();
  });
  await card(one, 'Wind the clock').locator('.grip').focus();
  await one.keyboard.press('ArrowRight');
  // Laravel has not been asked yet.
  await one.waitForSelector('[data-column="doing"] .card.waiting:has-text("Wind the clock")');
  assert.equal(await other.locator('[data-column="doing"] :text("Wind the clock")').count(), 0);
  answer();
  await inColumn(one, 'Wind the clock', 'doing');
  await inColumn(other, 'Wind the clock', 'doing');
  // An event after it, which both receive: the first one would have arrived before.
  await stage.ask('PATCH', `/board/${id}`, { title: 'Wind the old clock' });
  await Promise.all([one, other].map((page) => inColumn(page, 'Wind the old clock', 'doing')));
  const about = frames
    .filter(({ event }) => event === 'App\\Events\\TaskUpdated')
    .map(({ data }) => JSON.parse(data).task)
    .filter((task) => task.id === id);
  assert.deepEqual(
    about.map(({ title }) => title),
    ['Wind the old clock'],
  );
  await close(one, other);
});

test('what Laravel refuses is taken back, and the page says why', async () => {
  await stage.create('Short name');
  const page = await stage.open();
  await card(page, 'Short name').locator('button.title').click();
  await page.locator('input.title').fill('x'.repeat(121));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.failure:has-text("must not be greater than 120 characters")');
  await inColumn(page, 'Short name', 'todo');
  await close(page);
});

test('an older state does not replace a later one', async () => {
  const { id } = await stage.create('Turn the key');
  const held = [];
  let isHolding = false;
  const page = await stage.open(async (page) => {
    // The list is read before the change, and arrives after the event.
    await page.route('**/api/board', async (route) => {
      const response = await route.fetch();
      if (isHolding) await new Promise((resolve) => held.push(resolve));
      await route.fulfill({ response });
    });
  });
  await stage.isLive(page);
  isHolding = true;
  const asked = page.waitForRequest('**/api/board');
  await stage.backend.stopSockets();
  await inState(page, 'reconnecting');
  await stage.backend.startSockets();
  await asked;
  await inState(page, 'connected');
  while (!held.length) await page.waitForTimeout(20);
  await stage.ask('PATCH', `/board/${id}`, { status: 'doing' });
  await inColumn(page, 'Turn the key', 'doing');
  const { id: next } = await stage.create('After it');
  const loaded = page.waitForResponse('**/api/board');
  held.forEach((go) => go());
  await loaded;
  await stage.ask('PATCH', `/board/${next}`, { status: 'done' });
  await inColumn(page, 'After it', 'done');
  await inColumn(page, 'Turn the key', 'doing');
  await close(page);
});

test('after a restart of the server the board is live again, with what it missed', async () => {
  const { id } = await stage.create('Light the stove');
  const page = await stage.open();
  await stage.backend.stopSockets();
  await inState(page, 'reconnecting');
  await stage.ask('PATCH', `/board/${id}`, { status: 'doing' });
  await stage.backend.startSockets();
  await inState(page, 'connected');
  await inColumn(page, 'Light the stove', 'doing');
  await stage.ask('PATCH', `/board/${id}`, { status: 'done' });
  await inColumn(page, 'Light the stove', 'done');
  await close(page);
});

test('offline, a change is taken back with a button to try again', async () => {
  await stage.create('Carry the water');
  const page = await stage.open();
  await page.context().setOffline(true);
  await card(page, 'Carry the water').locator('.grip').click();
  await page.click('.choice >> text=Done');
  await page.waitForSelector('.failure:has-text("Not saved. The server cannot be reached.")');
  await inColumn(page, 'Carry the water', 'todo');
  await page.context().setOffline(false);
  await page.click('.failure >> text=Try again');
  await inColumn(page, 'Carry the water', 'done');
  await page.waitForSelector('.failure', { state: 'detached' });
  await close(page);
});

test('ten changes of Laravel reach two windows and a native client, in their order', async (t) => {
  const { id } = await stage.create('Ring the bell 0');
  const pages = await Promise.all([stage.open(), stage.open()]);
  const native = await listen(stage.backend, 'tasks');
  t.after(native.stop);
  for (const page of pages)
    await page.evaluate((id) => {
      globalThis.seen = [];
      const title = document.querySelector(`.card[data-id="${id}"] .title`).firstChild;
      const note = () => globalThis.seen.push([title.data, Date.now()]);
      new MutationObserver(note).observe(title, { characterData: true });
    }, id);
  const titles = Array.from({ length: 10 }, (_, index) => `Ring the bell ${index + 1}`);
  const sent = [];
  for (const title of titles) {
    sent.push(Date.now());
    await stage.ask('PATCH', `/board/${id}`, { title });
    const hasCome = (count) => globalThis.seen.length === count;
    await Promise.all(pages.map((page) => page.waitForFunction(hasCome, sent.length)));
    await native.has(sent.length);
  }
  const heard = native.messages.map(({ data, at }) => [data.task.title, at]);
  const seen = [...(await Promise.all(pages.map((page) => page.evaluate('seen')))), heard];
  for (const [index, name] of ['one window', 'the other', 'oread listen'].entries()) {
    assert.deepEqual(
      seen[index].map(([title]) => title),
      titles,
    );
    const times = seen[index].map(([, time]) => time);
    t.diagnostic(
      `from the request, through the queue, to ${name}: ${median(sent, times)} ms (median)`,
    );
  }
  await close(...pages);
});

test('the keyboard is enough: add, move, edit', async () => {
  const page = await stage.open();
  await page.focus('[aria-label="New task"]');
  await page.keyboard.type('Polish the brass');
  await page.keyboard.press('Enter');
  await inColumn(page, 'Polish the brass', 'todo');
  await card(page, 'Polish the brass').locator('.grip').focus();
  await page.keyboard.press('ArrowRight');
  await inColumn(page, 'Polish the brass', 'doing');
  await page.waitForSelector('[role=status]:has-text("Polish the brass is in Doing.")');
  // The focus has moved with the card: the same key works again.
  await page.keyboard.press('ArrowRight');
  await inColumn(page, 'Polish the brass', 'done');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await inColumn(page, 'Polish the brass', 'todo');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Polish the lamps');
  await page.keyboard.press('Escape');
  await inColumn(page, 'Polish the brass', 'todo');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Polish the lamps');
  await page.keyboard.press('Enter');
  await inColumn(page, 'Polish the lamps', 'todo');
  await close(page);
});

test('a finger drags by the grip', async () => {
  await stage.create('Pick berries');
  const page = await stage.open(null, {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 800, height: 900 },
  });
  const session = await page.context().newCDPSession(page);
  const grip = await card(page, 'Pick berries').locator('.grip').boundingBox();
  const column = await page.locator('[data-column="doing"]').boundingBox();
  const touch = (type, x, y) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x === undefined ? [] : [{ x, y }],
    });
  await touch('touchStart', grip.x + 20, grip.y + 20);
  await touch('touchMove', grip.x + 80, grip.y + 20);
  await touch('touchMove', column.x + 60, column.y + 60);
  await page.waitForSelector('[data-column="doing"].over');
  await touch('touchEnd');
  await inColumn(page, 'Pick berries', 'doing');
  await close(page);
});

test('axe finds nothing in any state', async () => {
  const page = await stage.open();
  await look(page, 'live');
  await page.locator('.grip').first().click();
  await page.locator('button.title').last().click();
  await look(page, 'open');
  await page.context().setOffline(true);
  await page.locator('.choice button').first().click();
  await page.waitForSelector('.failure');
  await look(page, 'offline');
  await close(page);

  const empty = await stage.open((page) =>
    page.route('**/api/board', (route) => route.fulfill({ json: [] })),
  );
  await empty.waitForSelector('.blank:has-text("no tasks")');
  await look(empty, 'empty');
  const loading = await stage.open((page) => page.route('**/api/board', () => {}));
  await loading.waitForSelector('.loading');
  await look(loading, 'loading');
  const broken = await stage.open((page) =>
    page.route('**/api/board', (route) => route.fulfill({ status: 503, json: {} })),
  );
  await broken.waitForSelector('.failure:has-text("The server answered 503")');
  await look(broken, 'error');
  await broken.unroute('**/api/board');
  await broken.click('.failure >> text=Try again');
  await broken.waitForSelector('.card');
  await close(empty, loading, broken);
});

test('the lost connection is shown', async () => {
  const page = await stage.open();
  await stage.backend.stopSockets();
  await inState(page, 'failed');
  await look(page, 'failed');
  await stage.backend.startSockets();
  await inState(page, 'connected');
  await close(page);
});

// The last one, as it uses up the minute.
test('too many changes are refused by Laravel, and the page says for how long', async () => {
  const { id } = await stage.create('One too many');
  const page = await stage.open();
  const isLimited = async () => {
    const url = `${stage.backend.laravel.url}/api/board/${id}`;
    const headers = { Accept: 'application/json' };
    return (await fetch(url, { method: 'PATCH', headers })).status === 429;
  };
  while (!(await isLimited()));
  await card(page, 'One too many').locator('.grip').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector('.failure:has-text("Too many changes. Try again in")');
  await inColumn(page, 'One too many', 'todo');
  await close(page);
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
