// Laravel's broadcaster `redis`, and `oread serve --redis --auth-endpoint`, which asks Laravel about channels: nothing signs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { command, readSettings, startBackend } from '../../examples/laravel/backend.mjs';
import { buildPages } from '../../examples/laravel/pages.mjs';
import { end, freePort, run } from '../../examples/laravel/processes.mjs';
import { Person } from './people.mjs';
import { launch, openContext, Tab } from './tab.mjs';

const folder = mkdtempSync(join(tmpdir(), 'oread-laravel-redis-'));
const programs = [];
let laravel, browser, ada;
/** The addresses of two servers: one asks the route with the session, the other the one with tokens. */
let session, token;

before(async () => {
  const redisPort = String(await freePort());
  const at = '127.0.0.1';
  const kept = ['--save', '', '--appendonly', 'no', '--dir', folder];
  programs.push(
    await run('redis-server', ['--port', redisPort, '--bind', at, ...kept], 'Ready to accept'),
  );
  const example = readSettings(
    fileURLToPath(new URL('../../examples/laravel/.env.example', import.meta.url)),
  );
  await buildPages();
  laravel = await startBackend({
    settings: {
      ...example,
      APP_KEY: `base64:${randomBytes(32).toString('base64')}`,
      BCRYPT_ROUNDS: '4',
      BROADCAST_CONNECTION: 'redis',
      REDIS_PORT: redisPort,
    },
    data: folder,
    socketServer: false,
  });
  const { REVERB_APP_ID: id, REVERB_APP_KEY: key, REVERB_APP_SECRET: secret } = example;
  const serve = async (route) => {
    const port = await freePort();
    const from = ['--redis', `redis://${at}:${redisPort}`, '--app', `${id}:${key}:${secret}`];
    const endpoint = ['--auth-endpoint', `${laravel.url}${route}`];
    const args = ['serve', '--quiet', '--port', `${port}`, ...from, ...endpoint];
    programs.push(await run(command, args, 'ready '));
    return { url: laravel.url, socket: { host: at, port, key, tls: false } };
  };
  session = await serve('/broadcasting/auth');
  token = await serve('/api/broadcasting/auth');
  browser = await launch();
  ada = await Person.signIn(laravel.url, 'ada');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
after(async () => {
  await browser?.close();
  await laravel?.stop();
  await Promise.all(programs.map(end));
  rmSync(folder, { recursive: true, force: true });
});

/** An authorizer that asks nobody: the server does. */
const leaveItToTheServer = (auth) =>
  `{ authorizer: () => ({ authorize: (_, callback) => callback(null, { auth: '${auth}' }) }) }`;
/** A tab of this user on a page of Laravel, known by its session cookie. */
const openWithSession = async (name) =>
  Tab.open(await openContext(browser, laravel, name), session, leaveItToTheServer('session'));
const listen = (tab) =>
  tab.run(`echo.private('admin.attendance').listen('.attendance.updated', note('changed'))
    .subscribed(note('on')).error(note('error'));
  echo.join('attendance.viewers').here(note('here')).error(note('refused'))`);

test("a page with Laravel's session cookie listens, without an auth request of its own", async () => {
  const tab = await openWithSession('ada');
  await listen(tab);
  await tab.heard('on');
  const [members] = await tab.heard('here');
  assert.deepEqual(
    members.map(({ name }) => name),
    ['Ada'],
  );
  await ada.ask('PATCH', '/attendances/1', { status: 'late' });
  const [{ attendanceData }] = await tab.heard('changed');
  assert.deepEqual([attendanceData.id, attendanceData.status], [1, 'late']);
  assert.deepEqual(tab.asked, []);
});

test('a page on another origin listens with a bearer token, and meets the first one’s members', async () => {
  const first = await openWithSession('ada');
  await listen(first);
  await first.heard('here');
  const { token: cleo } = await Person.signIn(laravel.url, 'cleo');
  const tab = await Tab.openElsewhere(
    await openContext(browser, laravel),
    token,
    leaveItToTheServer(`Bearer ${cleo}`),
  );
  await listen(tab);
  await tab.heard('on');
  const [members] = await tab.heard('here');
  assert.deepEqual(members.map(({ name }) => name).sort(), ['Ada', 'Cleo']);
  await ada.ask('PATCH', '/attendances/2', { status: 'absent' });
  for (const each of [first, tab])
    await each.heard('changed', "args[0].attendanceData.status === 'absent'");
});

test('who may not join is told why, and so is who is not signed in', async () => {
  const bob = await openWithSession('bob');
  await listen(bob);
  for (const name of ['error', 'refused']) {
    const [error] = await bob.heard(name);
    assert.equal(error.status, 403);
    assert.match(error.message ?? error.error, /The auth endpoint refuses this channel \(403\)/);
  }
  const guest = await Tab.openElsewhere(
    await openContext(browser, laravel),
    token,
    leaveItToTheServer('Bearer wrong'),
  );
  await listen(guest);
  const [error] = await guest.heard('error');
  assert.equal(error.status, 401);
});

test("a page of another host does not get in with its visitor's cookies", async () => {
  const context = await openContext(browser, laravel, 'ada');
  const tab = await Tab.openElsewhere(context, session, leaveItToTheServer('session'));
  await listen(tab);
  const [error] = await tab.heard('error');
  assert.match(error.message ?? error.error, /it was sent no cookies/);
});
