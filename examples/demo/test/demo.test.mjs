// The demo in Chromium: a publisher's events move cards, two browsers see each other, an outage recovers.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { moved, tasks } from '../public/seed.mjs';
import { systems } from '../systems.mjs';
import { columnOf, inColumn, outage, Stage } from './stage.mjs';

let stage;
let pusher;
before(async () => {
  stage = await Stage.start();
  ({ pusher } = stage);
});
after(() => stage.stop());
const open = (...given) => stage.open(...given);

test('an event of the npm SDK moves a card', async () => {
  const page = await open('Ada');
  assert.equal(await columnOf(page, 6), 'todo');
  await page.waitForSelector('.person[data-name="Ada"]');
  const board = moved(tasks, 6, 'done');
  await pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', {
    task: board[0],
    board,
  });
  await inColumn(page, 6, 'done');
  await page.context().close();
});

test('a late visitor gets the current board from the cache', async () => {
  const page = await open('Ada');
  await inColumn(page, 6, 'done');
  await page.context().close();
});

test('what comes from the cache says nothing about delivery', async () => {
  const board = moved(tasks, 6, 'done');
  const task = board[0];
  const old = { task, board, sent_at: Date.now() - 9016 };
  await pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', old);
  const page = await open('Ada');
  await inColumn(page, 6, 'done');
  await page.waitForSelector('#log :text("from the cache")');
  assert.equal(await page.innerText('#delivery'), '–');
  const now = { task, board, sent_at: Date.now() };
  await pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', now);
  await page.waitForFunction(() => /^\d+ ms$/.test(document.querySelector('#delivery').innerText));
  await page.context().close();
});

test('the other examples are listed, each with the command that starts it', async () => {
  const page = await open('Ada');
  await page.waitForSelector('.system');
  const commands = await page.locator('.system code').allInnerTexts();
  assert.deepEqual(
    commands,
    systems.map(({ name }) => `examples/${name}/run`),
  );
  for (const command of commands)
    assert.ok(statSync(new URL(`../../../${command}`, import.meta.url)).mode & 0o100, command);
  await page.context().close();
});

test('the buttons of a card move it in every browser, by keyboard', async () => {
  const [ada, noor] = await Promise.all([open('Ada'), open('Noor')]);
  await Promise.all([inColumn(ada, 6, 'done'), inColumn(noor, 6, 'done')]);
  await ada.focus('.card[data-id="6"] .step:not(:disabled)');
  await ada.keyboard.press('Enter');
  await Promise.all([inColumn(ada, 6, 'doing'), inColumn(noor, 6, 'doing')]);
  await Promise.all([ada.context().close(), noor.context().close()]);
});

test('a service that changes is shown, and can be resolved', async () => {
  const page = await open('Ada');
  await page.waitForSelector('.person[data-name="Ada"]');
  await pusher.trigger('cache-status', 'service.status.changed', {
    service: { id: 'radio', status: 'down', incident: 'Lightning' },
  });
  await page.waitForSelector('.service.down[data-id="radio"]');
  assert.match(await page.innerText('.service[data-id="radio"]'), /Lightning/);
  await page.click('[data-service="radio"]');
  await page.waitForSelector('.service.up[data-id="radio"]');
  await page.context().close();
});

test('two browsers see each other come, type, speak and go', async () => {
  const ada = await open('Ada');
  const noor = await open('Noor');
  await ada.waitForSelector('.person[data-name="Noor"]');
  await noor.waitForSelector('.person[data-name="Ada"]');
  // The marker is shown only briefly, so start watching before it can appear.
  await Promise.all([
    ada.waitForSelector('.person[data-name="Noor"] .typing'),
    noor.locator('#word').pressSequentially('Fog'),
  ]);
  await Promise.all([
    ada.waitForSelector('.person[data-name="Noor"] .word:text("Fog")'),
    noor.press('#word', 'Enter'),
  ]);
  await noor.context().close();
  await ada.waitForSelector('.person[data-name="Noor"]', { state: 'detached' });
  await ada.context().close();
});

test('the network drops, the page says so, comes back by itself and catches up', async () => {
  const [ada, noor] = await Promise.all([open('Ada'), open('Noor')]);
  await ada.click('#drop');
  await ada.waitForSelector('[data-link="down"]');
  const heal = await outage(ada);
  assert.match(await ada.innerText('#state'), /econnecting|Connecting/);
  assert.match(await ada.innerText('#detail'), /away for/);
  const board = moved(tasks, 1, 'done');
  await pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', {
    task: board[0],
    board,
  });
  await inColumn(noor, 1, 'done');
  assert.equal(await columnOf(ada, 1), 'todo');
  assert.equal(await noor.getAttribute('html', 'data-link'), 'live');
  await heal();
  await inColumn(ada, 1, 'done');
  await noor.waitForSelector('.person[data-name="Ada"]');
  await Promise.all([ada.context().close(), noor.context().close()]);
});

test('a word said in an outage is shown as not sent yet, and arrives once it is over', async () => {
  const [ada, noor] = await Promise.all([open('Ada'), open('Noor')]);
  const heal = await outage(ada);
  await ada.locator('#word').fill('Snow');
  await ada.press('#word', 'Enter');
  await ada.waitForSelector('.person[data-name="Ada"] .word.waiting:text("Snow")');
  assert.match(await ada.innerText('.person[data-name="Ada"]'), /not sent yet/);
  assert.doesNotMatch(await ada.innerText('#log'), /client-word/);
  assert.equal(await noor.locator('.word:text("Snow")').count(), 0);
  await Promise.all([
    noor.waitForSelector('.person[data-name="Ada"] .word:text("Snow")'),
    ada.waitForSelector('.person[data-name="Ada"] .word.sent:text("Snow")'),
    heal(),
  ]);
  assert.match(await ada.innerText('#log'), /client-word/);
  await Promise.all([ada.context().close(), noor.context().close()]);
});

test('a word that cannot be sent is shown as unsent, and nowhere as an event', async () => {
  const ada = await open('Ada');
  await outage(ada);
  await ada.locator('#word').fill('Snow');
  await ada.press('#word', 'Enter');
  await ada.waitForSelector('.word.waiting');
  // Leaving the channel ends the wait.
  await ada.evaluate(() => globalThis.echo.leave('room'));
  await ada.waitForSelector('.person[data-name="Ada"] .word.unsent:text("Snow")');
  assert.match(await ada.innerText('.person[data-name="Ada"]'), /not sent$/);
  assert.match(await ada.innerText('#spoken'), /Not sent: Snow/);
  assert.doesNotMatch(await ada.innerText('#log'), /client-word/);
  await ada.context().close();
});

test('dark, narrow and calm pages work as well', async () => {
  const page = await open('Ilse', {
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    viewport: { width: 360, height: 740 },
  });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0);
  await page.click('#theme');
  assert.equal(await page.getAttribute('html', 'data-theme'), 'light');
  await page.context().close();
});

test('no page complained', () => {
  assert.deepEqual(stage.problems, []);
});
