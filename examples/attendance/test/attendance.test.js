// The dashboard on laravel-echo-server, and its looks, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { shifted, today } from '../client/services/days.js';
import { live } from './live.js';
import { loading } from './loading.js';
import { hasStatus, row, Stage, violations } from './stage.js';

let stage;
before(async () => (stage = await Stage.start({ server: 'laravel-echo-server' })));
after(() => stage.stop());

const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));

live('laravel-echo-server', () => stage);
loading(() => stage);

test('what Laravel answers comes through Next as it is', async () => {
  const { id } = await stage.person('Ilse');
  const [ada, bob] = [await stage.token('ada'), await stage.token('bob')];
  const sheet = `/attendances?date=${today()}`;
  const cases = [
    [200, 'GET', sheet, undefined, ada],
    [200, 'PATCH', `/attendances/${id}`, { status: 'present', note: 'Überstunden' }, ada],
    [401, 'GET', sheet],
    [403, 'GET', sheet, undefined, bob],
    [404, 'GET', '/nothing'],
    [422, 'POST', '/tokens', { email: 'ada@example.com', password: 'wrong' }],
    [422, 'PATCH', `/attendances/${id}`, { status: 'asleep' }, ada],
  ];
  for (const [status, method, path, body, token] of cases) {
    const answer = await stage.send(method, path, body, token, stage.backend.url);
    assert.equal(answer.status, status, `${method} ${path}`);
    const own = await stage.send(method, path, body, token);
    // Each change has a time of its own.
    if (status !== 200 || method === 'GET') assert.deepEqual(answer, own);
  }
  assert.equal((await stage.person('Ilse')).note, 'Überstunden');
});

test('each person has a photo, which is really an image', async () => {
  const ada = await stage.open('ada');
  await row(ada, 'Noor').waitFor();
  await ada.waitForFunction(() =>
    [...document.querySelectorAll('.row img')].every(({ naturalWidth }) => naturalWidth > 0),
  );
  assert.equal(await ada.locator('.row img').count(), 6);
  await ada.context().close();
});

test('a change of another day does not touch the sheet, and is there when its day is chosen', async () => {
  const ada = await stage.open('ada');
  await row(ada, 'Greta').waitFor();
  const { id } = await stage.person('Greta', shifted(today(), -1));
  await stage.ask('PATCH', `/attendances/${id}`, { status: 'absent' });
  const { id: other } = await stage.person('Tomas');
  await stage.ask('PATCH', `/attendances/${other}`, { status: 'late' });
  await hasStatus(ada, 'Tomas', 'late');
  assert.equal(await row(ada, 'Greta').getAttribute('data-status'), 'present');
  await ada.click('[aria-label="Day before"]');
  await hasStatus(ada, 'Greta', 'absent');
  await ada.context().close();
});

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

test('axe finds nothing in any state', async () => {
  const guest = await stage.window('guest');
  await guest.goto(stage.backend.url);
  await look(guest, 'sign-in');
  await close(guest);
  const [ada, bob] = await Promise.all([stage.open('ada'), stage.open('bob', 'refused')]);
  await bob.waitForSelector('.failure');
  await look(bob, 'refused');
  await row(ada, 'Noor').waitFor();
  await look(ada, 'live');
  await ada.fill('[aria-label="Date"]', shifted(today(), -30));
  await ada.waitForSelector('.blank:has-text("no sheet")');
  await look(ada, 'empty');
  await ada.click('nav >> text=Report');
  await row(ada, 'Noor').waitFor();
  await look(ada, 'report');
  await ada.route('**/api/attendances*', () => {});
  await ada.click('[aria-label="Day before"]');
  await ada.waitForSelector('.loading');
  await look(ada, 'loading');
  await close(ada, bob);
});

test('the keyboard is enough: status and note', async () => {
  const ada = await stage.open('ada');
  await row(ada, 'Yusuf').locator(':checked').focus();
  // The page shows a change before Laravel has answered, so each answer is waited for.
  const changed = ada.waitForResponse('**/api/attendances/*');
  await ada.keyboard.press('ArrowRight');
  await hasStatus(ada, 'Yusuf', 'absent');
  await changed;
  await ada.keyboard.press('Tab');
  await ada.keyboard.press('Control+A');
  await ada.keyboard.type('Called in sick');
  const saved = ada.waitForResponse('**/api/attendances/*');
  await ada.keyboard.press('Tab');
  await saved;
  assert.equal((await stage.person('Yusuf')).note, 'Called in sick');
  await ada.context().close();
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
