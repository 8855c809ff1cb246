// What the dashboard shows on each of the two socket servers; called by the test file of each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasStatus, inState, row } from './stage.js';

/** Declares the cases; `stage()` is the stage that runs `server`. */
export function live(server, stage) {
  test(`a change in one window is shown in the other, with the note, and both know who is viewing, on ${server}`, async () => {
    const shows = (page, name) =>
      page.waitForFunction(
        (who) => document.querySelector('.viewers')?.textContent.includes(who),
        name,
      );
    const first = stage().open('ada');
    // Of two that join at once, laravel-echo-server may forget one.
    if (server === 'laravel-echo-server') await shows(await first, 'Ada');
    const [ada, cleo] = await Promise.all([first, stage().open('cleo')]);
    await row(ada, 'Noor').locator('.choice label:has-text("late")').click();
    await hasStatus(cleo, 'Noor', 'late');
    await row(ada, 'Noor').locator('.note').fill('Flat tyre');
    await ada.keyboard.press('Enter');
    await cleo.waitForFunction(() =>
      [...document.querySelectorAll('input.note')].some(({ value }) => value === 'Flat tyre'),
    );
    for (const page of [ada, cleo]) for (const name of ['Ada', 'Cleo']) await shows(page, name);
    await cleo.context().close();
    await ada.waitForFunction(
      () => !document.querySelector('.viewers').textContent.includes('Cleo'),
    );
    await ada.context().close();
  });

  test(`ten changes of Laravel are shown, in their order, on ${server}`, async (t) => {
    const ada = await stage().open('ada');
    await row(ada, 'Amara').waitFor();
    const { id } = await stage().person('Amara');
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
      await stage().ask('PATCH', `/attendances/${id}`, { status });
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

  test(`the connection exists only while the dashboard is shown, on ${server}`, async () => {
    const ada = await stage().open('ada');
    const [socket, ...more] = ada.sockets.filter((socket) => !socket.isClosed());
    assert.equal(more.length, 0);
    const closed = socket.waitForEvent('close');
    await ada.click('nav >> text=Report');
    await closed;
    await row(ada, 'Noor').waitFor();
    const { length } = ada.sockets;
    await ada.reload();
    await row(ada, 'Noor').waitFor();
    assert.equal(await ada.locator('[data-link]').count(), 0);
    assert.equal(ada.sockets.length, length);
    // To leave while it connects, or while the engine loads.
    await ada.click('nav >> text=Dashboard');
    await ada.waitForSelector('[data-link]');
    await ada.click('nav >> text=Report');
    await ada.waitForSelector('[data-link]', { state: 'detached' });
    await ada.click('nav >> text=Dashboard');
    await inState(ada, 'connected');
    assert.equal(ada.sockets.filter((socket) => !socket.isClosed()).length, 1);
    await ada.context().close();
  });

  test(`who is not an administrator is refused by Laravel, and told why, on ${server}`, async () => {
    const bob = await stage().open('bob', 'refused');
    assert.match(await bob.innerText('[data-link]'), /only administrators see changes \(403\)/);
    assert.match(await bob.innerText('.failure'), /Only administrators see this/);
    await bob.context().close();
  });

  test(`after a restart of ${server} the page is live again, with what it missed`, async () => {
    const ada = await stage().open('ada');
    await row(ada, 'Amara').waitFor();
    await stage().backend.stopSockets();
    await inState(ada, 'reconnecting');
    const { id } = await stage().person('Amara');
    await stage().ask('PATCH', `/attendances/${id}`, { status: 'absent' });
    await stage().backend.startSockets();
    await inState(ada, 'connected');
    await hasStatus(ada, 'Amara', 'absent');
    await stage().ask('PATCH', `/attendances/${id}`, { status: 'present' });
    await hasStatus(ada, 'Amara', 'present');
    await ada.context().close();
  });

  test(`a public channel needs no token, which is why the dashboard uses a private one, on ${server}`, async () => {
    const ada = await stage().open('ada');
    const heard = ada.evaluate(
      async ([module, options]) => {
        const { default: Echo } = await import(module);
        const echo = new Echo(options);
        const event = await new Promise((resolve) => {
          echo
            .channel('attendance')
            .subscribed(() => (globalThis.isListening = true))
            .listen('.attendance.updated', resolve);
        });
        echo.disconnect();
        return event;
      },
      await stage().echoOf(ada),
    );
    await ada.waitForFunction(() => globalThis.isListening);
    const { id } = await stage().person('Ilse');
    await stage().ask('PATCH', `/attendances/${id}`, { status: 'late' });
    await hasStatus(ada, 'Ilse', 'late');
    assert.deepEqual(
      (({ id, staff_name, status }) => ({ id, staff_name, status }))((await heard).attendanceData),
      { id, staff_name: 'Ilse', status: 'late' },
    );
    await ada.context().close();
  });

  test(`the page downloads one engine, that of ${server}`, async () => {
    const ada = await stage().open('ada');
    const code = await ada.evaluate(async () => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      const scripts = loaded.filter((name) => name.endsWith('.js'));
      return (await Promise.all(scripts.map((url) => fetch(url).then((it) => it.text())))).join();
    });
    // What each engine asks its server for when it connects.
    const isSocketIo = server === 'laravel-echo-server';
    assert.equal(/EIO=/.test(code), isSocketIo);
    const { host, pathname } = new URL(ada.sockets[0].url());
    assert.equal(host, `127.0.0.1:${stage().backend.socketPort}`);
    assert.match(pathname, isSocketIo ? /^\/socket\.io\// : /^\/app\//);
    await ada.context().close();
  });
}
