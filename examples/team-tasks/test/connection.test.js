// What the page does when it is refused, when the server restarts, and when no WebSocket gets through.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { tokenFor } from '../server/people.js';
import { inPhase, inStatus, row, Stage } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());
// Each test has a server of its own, because some end it.
beforeEach(() => stage.renew());
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
  assert.deepEqual(stage.problems, []);
});
const detail = (page) => page.locator('.status small').innerText();

test('an expired token is refused, with the reason; signing in again connects', async () => {
  const page = await stage.open('ada', { token: tokenFor('ada', -60), phase: 'refused' });
  await page.waitForSelector('.trouble:has-text("The server refused you: jwt expired")');
  await page.click('.trouble button');
  await page.click('.person:has-text("Ada Moss")');
  await inPhase(page, 'connected');
});

test('a token that is about to end is renewed before the next attempt', async () => {
  const old = tokenFor('ada', 30);
  const page = await stage.open('ada', { token: old });
  const { token } = await page.evaluate(() => JSON.parse(sessionStorage.getItem('session')));
  assert.notEqual(token, old);
});

test('after a restart of the server, the rooms are joined again and what was missed is fetched', async () => {
  const [ada, bob] = await Promise.all([stage.open('ada'), stage.open('bob')]);
  await row(ada, 'Rate-limit').locator('.title').click();
  const restart = await stage.shutDown();
  await Promise.all([inPhase(ada, 'reconnecting'), inPhase(bob, 'reconnecting')]);
  const task = [...stage.server.store.visibleTo({ teams: ['engineering'] })].at(-1);
  stage.server.store.change(task, { title: 'Changed while the server was down' });
  await restart();
  await Promise.all([inPhase(ada, 'connected'), inPhase(bob, 'connected')]);
  await row(bob, 'Changed while the server was down').waitFor();
  await row(bob, 'Rate-limit').locator('[aria-label="Open at: Ada Moss"]').waitFor();
  await row(bob, 'Rate-limit').locator('.step').click();
  await inStatus(ada, 'Rate-limit', 'In Progress');
});

test('a short interruption is recovered: what was missed is sent, and nothing is fetched', async () => {
  const ada = await stage.open('ada');
  await row(ada, 'Rate-limit').waitFor();
  // A session is recovered from the position of the last event, so there must have been one.
  const { data: tasks } = await stage.api('bob', 'GET', '/tasks');
  await stage.api('bob', 'PATCH', `/tasks/${tasks[0].id}`, { title: 'Before' });
  await row(ada, 'Before').waitFor();
  const fetched = [];
  ada.on('request', (request) => request.url().endsWith('/api/tasks') && fetched.push(request));
  for (const socket of stage.server.sockets.io.sockets.sockets.values()) socket.conn.close();
  await stage.api('bob', 'PATCH', `/tasks/${tasks[0].id}`, { title: 'Missed' });
  await row(ada, 'Missed').waitFor();
  await inPhase(ada, 'connected');
  assert.deepEqual(fetched, []);
});

test('without WebSocket polling is used, and the page says so', async () => {
  const restart = await stage.shutDown();
  await restart({ blockWebSocket: true });
  const [ada, noor] = await Promise.all([stage.open('ada'), stage.open('noor')]);
  assert.equal(await detail(ada), 'polling');
  await row(noor, 'Sketch').locator('.step').click();
  await inStatus(ada, 'Sketch', 'Completed');
});

test('polling can be chosen, and stays chosen after a reload', async () => {
  const page = await stage.open('ada');
  assert.equal(await detail(page), 'WebSocket');
  await page.click('.status');
  await page.click('text=Polling only');
  await page.waitForSelector('.status small:text-is("polling")');
  await page.reload();
  await inPhase(page, 'connected');
  assert.equal(await detail(page), 'polling');
  const [socket] = stage.server.sockets.io.sockets.sockets.values();
  assert.equal(socket.conn.transport.name, 'polling');
});

test('with five attempts the page gives up, says so, and connects when asked to', async () => {
  const settings = { retries: 'five' };
  const page = await stage.open('ada', { settings });
  const restart = await stage.shutDown();
  await inPhase(page, 'stopped');
  await page.waitForSelector('.trouble:has-text("could not be reached in five attempts")');
  await restart();
  await page.click('.trouble button');
  await inPhase(page, 'connected');
});

test('a list that cannot be loaded says why, and is loaded on request', async () => {
  const page = await stage.open('ada');
  await page.route('**/api/tasks', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.reload();
  await page.waitForSelector('.blank:has-text("the server answered 500")');
  await page.unroute('**/api/tasks');
  await page.click('.blank button');
  await row(page, 'Sketch').waitFor();
});
