// What a window shows before its scripts run, and while they load; called by attendance.test.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inState, row } from './stage.js';

const scripts = '**/_next/static/**/*.js';

/** Keeps those of the page's scripts waiting whose text matches, until the returned function is called. */
async function hold(page, pattern = /^/) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(scripts, async (route) => {
    const response = await route.fetch();
    if (pattern.test(await response.text())) await released;
    await route.fulfill({ response });
  });
  return release;
}
/** Only the engine's script has this. */
const engine = /EIO=/;

/** Adds up Chromium's layout shifts: how far elements move without an action of the user. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries())
        if (!hadRecentInput) globalThis.shift += value;
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** `stage()` is the stage. */
export function loading(stage) {
  test('the sign-in form works before the scripts have loaded', async () => {
    const page = await stage().window('ada');
    const release = await hold(page);
    await page.goto(stage().backend.url, { waitUntil: 'commit' });
    await stage().signIn(page, 'cleo');
    release();
    await inState(page, 'connected');
    assert.equal(await page.innerText('.top .plain'), 'Sign out Cleo');
    assert.equal(page.url(), `${stage().backend.url}/`);
    await page.context().close();
  });

  test('a wrong password is told, and the address stays', async () => {
    const page = await stage().window('ada');
    await page.goto(stage().backend.url);
    await page.fill('[name=password]', 'wrong');
    await stage().signIn(page, 'bob');
    assert.match(await page.innerText('.failure'), /Wrong name or password/);
    assert.equal(await page.inputValue('[name=email]'), 'bob@example.com');
    await page.context().close();
  });

  for (const width of [1280, 390])
    test(`at ${width} pixels, a user who is signed in does not see the form when the page loads again, and nothing moves`, async () => {
      const viewport = { width, height: 844 };
      const ada = await stage().open('ada', 'connected', { viewport });
      await watchShifts(ada);
      const release = await hold(ada);
      await ada.reload({ waitUntil: 'commit' });
      await ada.waitForSelector('.sign-in', { state: 'attached' });
      await ada.waitForFunction(() => getComputedStyle(document.body).margin === '0px');
      assert.equal(await ada.isVisible('.sign-in'), false);
      release();
      await row(ada, 'Noor').waitFor();
      await ada.waitForSelector('.viewers');
      assert.equal(await ada.evaluate(() => globalThis.shift), 0);
      await ada.click('text=Sign out');
      await ada.waitForSelector('.sign-in');
      await ada.context().close();
    });

  test('who leaves the dashboard while the engine loads leaves no connection behind', async () => {
    const page = await stage().window('ada');
    const release = await hold(page, engine);
    await page.goto(stage().backend.url);
    await stage().signIn(page, 'ada');
    await inState(page, 'connecting');
    await page.click('nav >> text=Report');
    await page.waitForSelector('.chip');
    release();
    await page.click('nav >> text=Dashboard');
    await inState(page, 'connected');
    assert.equal(page.sockets.length, 1);
    await page.context().close();
  });

  test('without the engine’s script the dashboard says that it is not live', async () => {
    const page = await stage().window('ada');
    await page.goto(stage().backend.url);
    await page.route(scripts, (route) => route.abort());
    await stage().signIn(page, 'ada');
    await inState(page, 'disconnected');
    await row(page, 'Noor').waitFor();
    await page.context().close();
  });
}
