// When the application refuses, delays or does not recognize the user: what apps receive, and what recovers by itself.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { backend } from './backend.mjs';
import { Person } from './people.mjs';
import { launch, openContext, signIn, Tab } from './tab.mjs';

let laravel, browser, bob;

before(async () => {
  laravel = await backend();
  browser = await launch();
  bob = await Person.signIn(laravel.url, 'bob');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
after(async () => {
  await browser?.close();
  await laravel?.stop();
});

const open = async (name, options) =>
  Tab.open(await openContext(browser, laravel, name), laravel, options);
const subscribe = (tab, names) =>
  tab.run(`for (const name of ${JSON.stringify(names)})
    echo.private(name).subscribed(() => note('on')(name)).error((e) => note('error')(name, e))`);
const statuses = (tab) => tab.asked.map(([, status]) => status);
const on = async (tab) => (await tab.all('on')).map(([name]) => name).sort();

test('403: neither the role nor the owner, said at once and for good', async () => {
  const tab = await open('bob');
  await subscribe(tab, [
    'admin.sales',
    'App.Models.User.0',
    'App.Models.Task.1',
    'no.such.channel',
  ]);
  for (const name of ['admin.sales', 'App.Models.User.0', 'App.Models.Task.1', 'no.such.channel']) {
    const [, error] = await tab.heard('error', `args[0] === '${name}'`);
    assert.deepEqual([error.type, error.status], ['AuthError', 403]);
  }
  // A channel that he may join shows that time has passed and no request was repeated.
  await subscribe(tab, [`App.Models.User.${bob.id}`]);
  await tab.heard('on');
  assert.deepEqual(statuses(tab), [403, 403, 403, 403, 200]);
});

test('403 for a guest on the stock route, 401 where the route wants somebody signed in', async () => {
  const tab = await open();
  await subscribe(tab, ['admin.sales']);
  assert.equal((await tab.heard('error'))[1].status, 403);
  await tab.run(`echo.connector.options.authEndpoint = '/api/broadcasting/auth'; heard.length = 0`);
  await subscribe(tab, ['admin.users']);
  const [, error] = await tab.heard('error', `args[0] === 'admin.users'`);
  assert.deepEqual([error.type, error.status], ['AuthError', 401]);
});

test('302 to the login page: told as not signed in, and nothing hangs', async () => {
  const tab = await open(undefined, `{ authEndpoint: '/walled/broadcasting/auth' }`);
  await subscribe(tab, ['admin.sales']);
  const [, error] = await tab.heard('error');
  assert.equal(error.type, 'AuthError');
  assert.match(error.error, /sign|login|redirect/i);
  assert.deepEqual(statuses(tab), [302]);
});

test('no 302 for a signed-in user', async () => {
  const tab = await open('ada', `{ authEndpoint: '/walled/broadcasting/auth' }`);
  await subscribe(tab, ['admin.sales']);
  await tab.heard('on');
});

test('419: the token was rotated in another tab; refresh fetches it and all channels go on', async () => {
  const context = await openContext(browser, laravel, 'ada');
  const tab = await Tab.open(
    context,
    laravel,
    `{ authEndpoint: '/strict/broadcasting/auth',
       refresh: async () => {
         note('refresh')();
         await new Promise((go) => (globalThis.go = go));
         const { token } = await (await fetch('/csrf-token')).json();
         document.querySelector('meta[name=csrf-token]').content = token;
       } }`,
  );
  await subscribe(tab, ['admin.first']);
  await tab.heard('on');
  await rotate(context);
  await subscribe(tab, ['admin.a', 'admin.b', 'admin.c']);
  await tab.answered(419, 3);
  await tab.heard('refresh');
  await tab.run('go()');
  for (const name of ['a', 'b', 'c']) await tab.heard('on', `args[0] === 'admin.${name}'`);
  assert.deepEqual(statuses(tab), [200, 419, 419, 419, 200, 200, 200]);
  assert.equal((await tab.all('refresh')).length, 1);
});

test('419 without refresh is said as it is', async () => {
  const context = await openContext(browser, laravel, 'ada');
  const tab = await Tab.open(context, laravel, `{ authEndpoint: '/strict/broadcasting/auth' }`);
  await rotate(context);
  await subscribe(tab, ['admin.sales']);
  const [, error] = await tab.heard('error');
  assert.deepEqual([error.type, error.status], ['AuthError', 419]);
});

/** Signs in again in another tab of the same browser: the session gets a new token. */
async function rotate(context) {
  const page = await context.newPage();
  await signIn(page, laravel.url, 'ada');
  await page.close();
}

test('429 with Retry-After: waits as long as it is told, and every channel comes', async () => {
  const tab = await open('ada', `{ authEndpoint: '/throttled/broadcasting/auth' }`);
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((area) => `admin.${area}`);
  laravel.stopClock();
  await subscribe(tab, names);
  await tab.answered(429, 1);
  laravel.startClock();
  for (const name of names) await tab.heard('on', `args[0] === '${name}'`);
  assert.deepEqual(await on(tab), names);
  const refused = tab.asked.filter(([, status]) => status === 429);
  assert.ok(refused.length > 0);
  for (const [, , headers] of refused) assert.ok(Number(headers['retry-after']) >= 1);
  // Apps receive each refusal, and then learn that it was not final.
  for (const [, { status }] of await tab.all('error')) assert.equal(status, 429);
});

test('an expired bearer token is renewed once for all who wait', async () => {
  const context = await openContext(browser, laravel);
  const expired = await bob.ask('POST', '/tokens', {
    email: 'bob@example.com',
    password: 'password',
    expires_in: 0,
  });
  const tab = await Tab.openElsewhere(
    context,
    laravel,
    `{ authEndpoint: app + '/api/broadcasting/auth',
       bearerToken: () => globalThis.token ?? ${JSON.stringify(expired.token)},
       refresh: async () => {
         note('refresh')();
         await new Promise((go) => (globalThis.go = go));
         const answer = await fetch(app + '/api/tokens', {
           method: 'POST',
           headers: { Accept: 'application/json' },
           body: new URLSearchParams({ email: 'bob@example.com', password: 'password' }),
         });
         globalThis.token = (await answer.json()).token;
       } }`,
  );
  await tab.run(`echo.join('office').subscribed(() => note('on')('office'))`);
  await subscribe(tab, [`App.Models.User.${bob.id}`, 'App.Models.Task.2', 'App.Models.Task.3']);
  await tab.answered(401, 4);
  await tab.heard('refresh');
  await tab.run('go()');
  for (const name of [
    'office',
    `App.Models.User.${bob.id}`,
    'App.Models.Task.2',
    'App.Models.Task.3',
  ])
    await tab.heard('on', `args[0] === '${name}'`);
  assert.equal((await tab.all('refresh')).length, 1);
  assert.equal(statuses(tab).filter((status) => status === 401).length, 4);
});

test('429 to another origin: the exposed header is obeyed there, too', async () => {
  const { token } = await Person.signIn(laravel.url, 'ada');
  const tab = await Tab.openElsewhere(
    await openContext(browser, laravel),
    laravel,
    `{ authEndpoint: app + '/throttled/broadcasting/auth', bearerToken: '${token}' }`,
  );
  laravel.stopClock();
  await subscribe(tab, ['admin.a', 'admin.b', 'admin.c', 'admin.d', 'admin.e', 'admin.f']);
  await tab.answered(429, 1);
  laravel.startClock();
  for (const area of ['a', 'b', 'c', 'd', 'e', 'f'])
    await tab.heard('on', `args[0] === 'admin.${area}'`);
  // Its header could be read: otherwise the client would not know how long to wait.
  for (const [, status, headers] of tab.asked)
    if (status === 429) assert.match(headers['access-control-expose-headers'], /retry-after/i);
});
