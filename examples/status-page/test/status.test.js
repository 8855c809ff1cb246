// The dashboard and the public page in Chromium, with Laravel and `oread serve` behind them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen, median } from '../../laravel/listen.mjs';
import { close, hasStatus, inState, look, notice, row, Stage, until } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const choose = (page, name, status) =>
  row(page, name).locator(`.states label:has-text("${status}")`).click();
const step = (page, title, verb) => row(page, title).locator(`button:has-text("${verb}")`).click();

test('a change on the dashboard is shown on the public page, with its notice', async () => {
  const [ada, guest] = await Promise.all([stage.dashboard('ada'), stage.public()]);
  await choose(ada, 'Cable car', 'down');
  await notice(guest, 'Service "Cable car" status changed to down');
  for (const page of [ada, guest]) await hasStatus(page, 'Cable car', 'down');
  await guest.waitForSelector('.verdict[data-status="down"]:has-text("Something is down.")');
  await choose(ada, 'Cable car', 'up');
  await hasStatus(guest, 'Cable car', 'up');
  await close(ada, guest);
});

test('an incident from its report to its end, and a maintenance: all seven events', async () => {
  const [ada, guest] = await Promise.all([stage.dashboard('ada'), stage.public()]);
  await choose(ada, 'Radio', 'degraded');
  await notice(guest, 'Service "Radio" status changed to degraded');
  await ada.fill('.new >> text=New incident', 'Ice on the cable');
  await ada.fill('.new >> text=What is known', 'A team is on its way.');
  await ada.click('button:has-text("Report")');
  await notice(guest, 'New incident: Ice on the cable');
  await guest.waitForSelector('.row[data-status="open"]:has-text("A team is on its way.")');
  await step(ada, 'Ice on the cable', 'Watch');
  await notice(guest, 'Incident updated: Ice on the cable');
  await hasStatus(guest, 'Ice on the cable', 'watching');
  await step(ada, 'Ice on the cable', 'Resolve');
  await notice(guest, 'Incident resolved: Ice on the cable');
  await hasStatus(guest, 'Ice on the cable', 'resolved');

  await ada.fill('.new >> text=New maintenance', 'New battery');
  await ada.fill('.new >> text=Begins', '2027-01-05T06:30');
  await ada.click('button:has-text("Schedule")');
  await notice(guest, 'Maintenance scheduled: New battery');
  await hasStatus(guest, 'New battery', 'scheduled');
  await step(ada, 'New battery', 'Start');
  await notice(guest, 'Maintenance started: New battery');
  await hasStatus(guest, 'New battery', 'started');
  await step(ada, 'New battery', 'Complete');
  await notice(guest, 'Maintenance completed: New battery');
  await row(guest, 'New battery').waitFor({ state: 'detached' });
  await stage.setService('Radio', 'up');
  await close(ada, guest);
});

test('without a network nothing arrives; after it, one request fetches what was missed', async () => {
  const guest = await stage.public();
  await guest.context().setOffline(true);
  stage.cable.cut();
  await inState(guest, 'reconnecting');
  await stage.setService('Weather station', 'down');
  await stage.setService('Radio', 'degraded');
  await stage.ask('POST', '/organizations/1/incidents', { title: 'Snow on the mast' });
  const before = guest.reloads.length;
  stage.cable.join();
  await guest.context().setOffline(false);
  await inState(guest, 'connected');
  await notice(guest, 'Missed: Radio: degraded; Weather station: down; Snow on the mast: open');
  await hasStatus(guest, 'Weather station', 'down');
  await hasStatus(guest, 'Snow on the mast', 'open');
  assert.deepEqual(guest.reloads.slice(before), ['services,incidents,maintenances']);
  // It is live again.
  await stage.setService('Weather station', 'up');
  await hasStatus(guest, 'Weather station', 'up');
  await stage.setService('Radio', 'up');
  await close(guest);
});

test('after a restart of the server the page is live again, with what it missed', async () => {
  const guest = await stage.public();
  await stage.backend.stopSockets();
  await inState(guest, 'reconnecting');
  await stage.setService('Hut bookings', 'degraded');
  await stage.backend.startSockets();
  await inState(guest, 'connected');
  await hasStatus(guest, 'Hut bookings', 'degraded');
  await stage.setService('Hut bookings', 'up');
  await hasStatus(guest, 'Hut bookings', 'up');
  await close(guest);
});

/** Holds the first partial reload until five events have been announced; fails unless they cause this many reloads. */
async function fiveEventsCause(count, page) {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route('**/status/ridge', async (route) => {
    await held;
    await route.continue();
  });
  const before = page.reloads.length;
  for (let index = 1; index <= 5; index++) {
    const title = `Gust ${index} with ${count}`;
    await stage.ask('POST', '/organizations/1/incidents', { title });
    await notice(page, title);
  }
  go();
  await until(() => page.reloads.length - before >= count);
  await page.unroute('**/status/ridge');
  // One more event, so that a reload too many would have been sent by now.
  await stage.setService('Hut bookings', 'degraded');
  await hasStatus(page, 'Hut bookings', 'degraded');
  assert.equal(page.reloads.length - before, count + 1);
  await stage.setService('Hut bookings', 'up');
  await hasStatus(page, 'Hut bookings', 'up');
}

test('many events, few requests', async () => {
  const guest = await stage.public();
  await fiveEventsCause(2, guest);
  await close(guest);
});

test('the first version of the hook works after a visit to another page, but asks once per event', async () => {
  const page = await stage.dashboard('cleo');
  await page.selectOption('.choice select', 'first');
  await page.click('text=Public page');
  await page.waitForSelector('h1:has-text("Ridge status")');
  // Its cleanup has unsubscribed; with laravel-echo and pusher-js, no event would arrive from here on.
  await stage.setService('Cable car', 'degraded');
  await notice(page, 'Service "Cable car" status changed to degraded');
  await hasStatus(page, 'Cable car', 'degraded');
  await stage.setService('Cable car', 'up');
  await hasStatus(page, 'Cable car', 'up');
  await fiveEventsCause(5, page);
  await close(page);
});

test('the first version does not fetch what it missed', async () => {
  const guest = await stage.public();
  await guest.selectOption('.choice select', 'first');
  await stage.backend.stopSockets();
  await inState(guest, 'reconnecting');
  const before = guest.reloads.length;
  await stage.setService('Hut bookings', 'down');
  await stage.backend.startSockets();
  await inState(guest, 'connected');
  // The next event makes it look again, for incidents only.
  const { id } = await stage.ask('POST', '/organizations/1/incidents', { title: 'Lone event' });
  await notice(guest, 'New incident: Lone event');
  await row(guest, 'Lone event').waitFor();
  assert.deepEqual(guest.reloads.slice(before), ['incidents']);
  await hasStatus(guest, 'Hut bookings', 'up');
  await stage.ask('PATCH', `/incidents/${id}`, { status: 'resolved' });
  await stage.setService('Hut bookings', 'up');
  await close(guest);
});

test('who may only look is refused, and told so', async () => {
  const bob = await stage.dashboard('bob');
  await choose(bob, 'Radio', 'down');
  await bob.waitForSelector('.failure:has-text("You are not allowed to change this.")');
  await hasStatus(bob, 'Radio', 'up');
  await look(bob, 'refused');
  await close(bob);
});

test('without a session there is a form, which says what is wrong', async () => {
  const guest = await stage.window('/dashboard');
  await guest.fill('[name=password]', 'wrong');
  await guest.click('form button');
  await guest.waitForSelector('.wrong:has-text("Wrong name or password.")');
  await look(guest, 'sign-in');
  await guest.fill('[name=password]', 'password');
  await guest.click('form button');
  await inState(guest, 'connected');
  await guest.click('text=Sign out Ada');
  await guest.waitForSelector('.sign-in');
  await close(guest);
});

test('ten changes of Laravel reach two windows and a native client, in their order', async (t) => {
  const [{ id, name }] = (await stage.ask('GET', '/office')).services;
  const pages = await Promise.all([stage.public(), stage.dashboard('cleo')]);
  const native = await listen(stage.backend, 'organization.1');
  t.after(native.stop);
  for (const page of pages)
    await page.evaluate(() => {
      globalThis.seen = [];
      globalThis.Echo.channel('organization.1').listen(
        '.service.status.changed',
        ({ new_status: status }) => globalThis.seen.push([status, Date.now()]),
      );
    });
  const states = Array.from({ length: 10 }, (_, index) => ['degraded', 'down', 'up'][index % 3]);
  const sent = [];
  for (const status of states) {
    sent.push(Date.now());
    await stage.ask('PATCH', `/services/${id}`, { status });
    const hasCome = (count) => globalThis.seen.length === count;
    await Promise.all(pages.map((page) => page.waitForFunction(hasCome, sent.length)));
    await native.has(sent.length);
  }
  const heard = native.messages.map(({ data, at }) => [data.new_status, at]);
  const seen = [...(await Promise.all(pages.map((page) => page.evaluate('seen')))), heard];
  for (const [index, whose] of ['the public page', 'the dashboard', 'oread listen'].entries()) {
    assert.deepEqual(
      seen[index].map(([status]) => status),
      states,
    );
    const times = seen[index].map(([, time]) => time);
    t.diagnostic(
      `from the request, through the queue, to ${whose}: ${median(sent, times)} ms (median)`,
    );
  }
  await stage.setService(name, 'up');
  await Promise.all(pages.map((page) => hasStatus(page, name, 'up')));
  await close(...pages);
});

test('the keyboard is enough: status, incident, next step', async () => {
  const page = await stage.dashboard('ada');
  await row(page, 'Weather station').locator(':checked').focus();
  await page.keyboard.press('ArrowRight');
  await hasStatus(page, 'Weather station', 'degraded');
  await row(page, 'Weather station').locator(':checked').focus();
  await page.keyboard.press('ArrowLeft');
  await hasStatus(page, 'Weather station', 'up');
  await page.focus('.new >> text=New incident');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.wrong:has-text("The title field is required.")');
  await page.focus('.new >> text=New incident');
  await page.keyboard.type('A lost glove');
  await page.keyboard.press('Enter');
  await hasStatus(page, 'A lost glove', 'open');
  await row(page, 'A lost glove').locator('button:has-text("Resolve")').focus();
  await page.keyboard.press('Enter');
  await hasStatus(page, 'A lost glove', 'resolved');
  await close(page);
});

/** Answers Inertia's requests for the public page with `answer(route)`. */
const answering = (answer) => (page) =>
  page.route('**/status/ridge', (route) =>
    route.request().headers()['x-inertia'] ? answer(route) : route.continue(),
  );

test('axe finds nothing in any state', async () => {
  const [ada, guest] = await Promise.all([stage.dashboard('ada'), stage.public()]);
  await look(ada, 'dashboard');
  await stage.setService('Hut bookings', 'degraded');
  await hasStatus(guest, 'Hut bookings', 'degraded');
  await look(guest, 'public');
  await ada.context().setOffline(true);
  await choose(ada, 'Hut bookings', 'up');
  await ada.waitForSelector('.failure:has-text("The server cannot be reached.")');
  await look(ada, 'offline');
  await ada.context().setOffline(false);
  await ada.click('.failure >> text=Reload');
  await ada.waitForSelector('.failure', { state: 'detached' });
  await close(ada, guest);

  const loading = await stage.window(
    '/status/ridge',
    answering(() => {}),
  );
  await loading.waitForSelector('.loading');
  await look(loading, 'loading');
  const broken = await stage.window(
    '/status/ridge',
    answering((route) => route.fulfill({ status: 503, body: '' })),
  );
  await broken.waitForSelector('[role=alert]:has-text("The server answered 503.")');
  await look(broken, 'error');
  const empty = await stage.window(
    '/status/ridge',
    answering(async (route) => {
      const response = await route.fetch();
      const page = await response.json();
      for (const list of ['services', 'incidents', 'maintenances']) page.props[list] = [];
      await route.fulfill({ response, json: page });
    }),
  );
  await empty.waitForSelector('.none:has-text("Nothing has happened.")');
  await look(empty, 'empty');
  await close(loading, broken, empty);
});

test('the lost connection is shown', async () => {
  const guest = await stage.public();
  stage.cable.cut();
  await inState(guest, 'failed');
  await look(guest, 'failed');
  stage.cable.join();
  await inState(guest, 'connected');
  await close(guest);
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
