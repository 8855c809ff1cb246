// Changes that Laravel publishes through Redis and laravel-echo-server, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shifted, today } from '../client/services/days.js';
import { hasStatus, inState, row, Stage, violations } from './stage.js';

const dist = fileURLToPath(new URL('../../../js/dist/', import.meta.url));

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
const sheetOf = (date) => stage.ask('GET', `/attendances?date=${date}`);
const person = async (name, date = today()) =>
  (await sheetOf(date)).find(({ staff_name }) => staff_name === name);

test('a change in one window is shown in the other, with the note, and both know who is viewing', async () => {
  const shows = (page, name) =>
    page.waitForFunction(
      (who) => document.querySelector('.viewers')?.textContent.includes(who),
      name,
    );
  // One after the other: of two that join at once, laravel-echo-server may forget one.
  const ada = await stage.open('ada');
  await shows(ada, 'Ada');
  const cleo = await stage.open('cleo');
  await row(ada, 'Noor').locator('.choice label:has-text("late")').click();
  await hasStatus(cleo, 'Noor', 'late');
  await row(ada, 'Noor').locator('.note').fill('Flat tyre');
  await ada.keyboard.press('Enter');
  await cleo.waitForFunction(() =>
    [...document.querySelectorAll('input.note')].some(({ value }) => value === 'Flat tyre'),
  );
  for (const page of [ada, cleo]) for (const name of ['Ada', 'Cleo']) await shows(page, name);
  await cleo.context().close();
  await ada.waitForFunction(() => !document.querySelector('.viewers').textContent.includes('Cleo'));
  await ada.context().close();
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
  const { id } = await person('Greta', shifted(today(), -1));
  await stage.ask('PATCH', `/attendances/${id}`, { status: 'absent' });
  const { id: other } = await person('Tomas');
  await stage.ask('PATCH', `/attendances/${other}`, { status: 'late' });
  await hasStatus(ada, 'Tomas', 'late');
  assert.equal(await row(ada, 'Greta').getAttribute('data-status'), 'present');
  await ada.click('[aria-label="Day before"]');
  await hasStatus(ada, 'Greta', 'absent');
  await ada.context().close();
});

test('ten changes of Laravel are shown, in their order', async (t) => {
  const ada = await stage.open('ada');
  await row(ada, 'Amara').waitFor();
  const { id } = await person('Amara');
  await ada.evaluate((id) => {
    globalThis.seen = [];
    const row = document.querySelector(`.row[data-id="${id}"]`);
    const note = () => globalThis.seen.push([row.dataset.status, Date.now()]);
    new MutationObserver(note).observe(row, { attributeFilter: ['data-status'] });
  }, id);
  const sent = [];
  for (let count = 1; count <= 10; count++) {
    const status = ['late', 'absent', 'present'][count % 3];
    sent.push([status, Date.now()]);
    await stage.ask('PATCH', `/attendances/${id}`, { status });
    await ada.waitForFunction((count) => globalThis.seen.length === count, count);
  }
  const seen = await ada.evaluate(() => globalThis.seen);
  assert.deepEqual(
    seen.map(([status]) => status),
    sent.map(([status]) => status),
  );
  const delays = seen.map(([, time], index) => time - sent[index][1]).sort((a, b) => a - b);
  t.diagnostic(
    `from the request, through queue and Redis, to the screen: ${delays[5]} ms (median)`,
  );
  await ada.context().close();
});

test('the connection exists only while the dashboard is shown', async () => {
  const ada = await stage.open('ada');
  const [socket, ...more] = ada.sockets.filter((socket) => !socket.isClosed());
  assert.equal(more.length, 0);
  const closed = socket.waitForEvent('close');
  await ada.click('nav >> text=Report');
  await closed;
  await row(ada, 'Noor').waitFor();
  await ada.reload();
  await ada.click('nav >> text=Report');
  await row(ada, 'Noor').waitFor();
  assert.deepEqual(await ada.locator('[data-link]').count(), 0);
  await ada.click('nav >> text=Dashboard');
  await inState(ada, 'connected');
  await ada.context().close();
});

test('who is not an administrator is refused by Laravel, and told why', async () => {
  const bob = await stage.open('bob', 'refused');
  assert.match(await bob.innerText('[data-link]'), /only administrators see changes \(403\)/);
  assert.match(await bob.innerText('.failure'), /Only administrators see this/);
  await bob.context().close();
});

test('after a restart of laravel-echo-server the page is live again, with what it missed', async () => {
  const ada = await stage.open('ada');
  await row(ada, 'Amara').waitFor();
  await stage.backend.stopSockets();
  await inState(ada, 'reconnecting');
  const { id } = await person('Amara');
  await stage.ask('PATCH', `/attendances/${id}`, { status: 'absent' });
  await stage.backend.startSockets();
  await inState(ada, 'connected');
  await hasStatus(ada, 'Amara', 'absent');
  await stage.ask('PATCH', `/attendances/${id}`, { status: 'present' });
  await hasStatus(ada, 'Amara', 'present');
  await ada.context().close();
});

test('a public channel needs no token, which is why the dashboard uses a private one', async () => {
  const ada = await stage.open('ada');
  await ada.route('**/oread/**', (route) =>
    route.fulfill({ path: `${dist}${new URL(route.request().url()).pathname.slice(7)}` }),
  );
  const heard = ada.evaluate(
    async ([host, path]) => {
      const { default: Echo } = await import(path);
      const echo = new Echo({ broadcaster: 'socket.io', host });
      const event = await new Promise((resolve) => {
        echo
          .channel('attendance')
          .subscribed(() => (globalThis.isListening = true))
          .listen('.attendance.updated', resolve);
      });
      echo.disconnect();
      return event;
    },
    [`http://127.0.0.1:${stage.backend.socketPort}`, '/oread/socket.io.js'],
  );
  await ada.waitForFunction(() => globalThis.isListening);
  const { id } = await person('Ilse');
  await stage.ask('PATCH', `/attendances/${id}`, { status: 'late' });
  await hasStatus(ada, 'Ilse', 'late');
  assert.deepEqual(
    (({ id, staff_name, status }) => ({ id, staff_name, status }))((await heard).attendanceData),
    { id, staff_name: 'Ilse', status: 'late' },
  );
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
  const guest = await stage.browser.newPage();
  await guest.goto(stage.backend.url);
  await look(guest, 'sign-in');
  await guest.close();
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
  await ada.keyboard.press('ArrowRight');
  await hasStatus(ada, 'Yusuf', 'absent');
  await ada.keyboard.press('Tab');
  await ada.keyboard.press('Control+A');
  await ada.keyboard.type('Called in sick');
  const saved = ada.waitForResponse('**/api/attendances/*');
  await ada.keyboard.press('Tab');
  await saved;
  assert.equal((await person('Yusuf')).note, 'Called in sick');
  await ada.context().close();
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
