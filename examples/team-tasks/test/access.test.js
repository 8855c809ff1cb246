// Accessibility: axe in each state, light and dark; the keyboard alone; and a narrow window.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inPhase, inStatus, row, Stage, violations } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const looks = [
  [1280, 'light'],
  [390, 'dark'],
];

/** Looks at the page in both themes and both widths. SCREENSHOTS=FOLDER keeps pictures to be looked at. */
async function look(page, state) {
  for (const [width, colorScheme] of looks) {
    const name = `${state}-${width}-${colorScheme}`;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    assert.deepEqual(await violations(page), [], name);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(isWide, false, `${name}: the page scrolls sideways`);
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  }
}

test('axe finds nothing while there is a connection', async () => {
  const page = await (await stage.browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(stage.server.url);
  await page.waitForSelector('.person');
  await look(page, 'sign-in');
  await page.click('.person');
  await inPhase(page, 'connected');
  const bob = await stage.open('bob');
  await row(bob, 'Rate-limit').locator('.title').click();
  await row(page, 'Rate-limit').locator('.avatars').waitFor();
  await look(page, 'list');
  await page.click('.status');
  await page.waitForSelector('.stats');
  await look(page, 'settings');
  await page.click('.status');
  await row(page, 'Rate-limit').locator('.title').click();
  await bob.click('.steps label:has-text("Completed")');
  await page.waitForSelector('.steps label:has(:checked):has-text("Completed")');
  await look(page, 'task');
  await Promise.all([page.context().close(), bob.context().close()]);
});

test('axe finds nothing while something is missing', async () => {
  const page = await stage.open('ada');
  const answered = async (answer, selector, state) => {
    await page.route('**/api/tasks', answer);
    await page.reload();
    await page.waitForSelector(selector);
    await look(page, state);
    await page.unroute('**/api/tasks');
  };
  await answered((route) => route.fulfill({ json: { data: [] } }), '.blank', 'empty');
  const failure = { status: 500, body: '{}' };
  await answered((route) => route.fulfill(failure), '.blank[role="alert"]', 'error');
  await answered(() => {}, '.loading', 'loading');
  await page.reload();
  await inPhase(page, 'connected');
  await page.click('.status');
  await page.click('text=Reconnect with a wrong token');
  await inPhase(page, 'refused');
  await page.keyboard.press('Escape');
  await look(page, 'refused');
  await page.context().setOffline(true);
  await inPhase(page, 'offline');
  await look(page, 'offline');
  await page.context().close();
});

test('the keyboard is enough: sign in, add, open, change, delete', async () => {
  const page = await (await stage.browser.newContext()).newPage();
  await page.goto(stage.server.url);
  await page.waitForSelector('.person');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await inPhase(page, 'connected');
  await page.focus('[aria-label="New task"]');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await row(page, 'By keyboard').waitFor();
  await row(page, 'By keyboard').locator('.step').focus();
  await page.keyboard.press('Space');
  await inStatus(page, 'By keyboard', 'In Progress');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The title has the focus now.
  await page.keyboard.press('End');
  await page.keyboard.type(' alone');
  await page.keyboard.press('Tab');
  await row(page, 'By keyboard alone').waitFor();
  await page.keyboard.press('ArrowRight');
  await inStatus(page, 'By keyboard alone', 'Completed');
  await page.keyboard.press('Escape');
  assert.match(await page.evaluate(() => document.activeElement.id), /^open-/);
  await page.context().close();
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
