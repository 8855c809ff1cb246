// What a team does with its tasks, in two windows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inStatus, row, Stage, told } from './stage.js';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const both = (...pages) => Promise.all(pages.map((page) => page.context().close()));

test('a task that one person creates, changes and deletes is shown to the other, who is told', async () => {
  const [ada, noor] = await Promise.all([stage.open('ada'), stage.open('noor')]);
  await ada.fill('[aria-label="New task"]', 'Paint the fence');
  await ada.keyboard.press('Enter');
  await row(noor, 'Paint the fence').waitFor();
  await told(noor, 'Ada Moss added “Paint the fence”');
  // The room of the new task was joined, by both.
  await row(noor, 'Paint the fence').locator('.step').click();
  await inStatus(ada, 'Paint the fence', 'In Progress');
  await told(ada, 'Noor Haddad moved “Paint the fence” to In Progress');
  await row(ada, 'Paint the fence').locator('.title').click();
  await ada.click('.delete');
  await row(noor, 'Paint the fence').waitFor({ state: 'detached' });
  assert.equal(await row(ada, 'Paint the fence').count(), 0);
  await both(ada, noor);
});

test('what other teams do is neither shown nor sent, and their tasks cannot be joined', async () => {
  const noor = await stage.open('noor');
  const { data: tasks } = await stage.api('bob', 'GET', '/tasks');
  assert.equal(await row(noor, tasks[0].title).count(), 0);
  await stage.api('bob', 'PATCH', `/tasks/${tasks[0].id}`, { title: 'Not for Noor' });
  const { data: own } = await stage.api('noor', 'GET', '/tasks');
  await stage.api('ada', 'PATCH', `/tasks/${own[0].id}`, { title: 'For Noor' });
  await told(noor, 'For Noor');
  assert.equal(await noor.locator('.notices p').count(), 1);
  assert.equal((await stage.api('noor', 'GET', `/tasks/socket/users/${tasks[0].id}`)).status, 404);
  await both(noor);
});

test('who has a task open is shown to the others, in the list and in the task', async () => {
  const [ada, bob] = await Promise.all([stage.open('ada'), stage.open('bob')]);
  await row(ada, 'Rate-limit').locator('.title').click();
  await row(bob, 'Rate-limit').locator('[aria-label="Open at: Ada Moss"]').waitFor();
  await row(bob, 'Rate-limit').locator('.title').click();
  for (const page of [ada, bob])
    await page.waitForFunction(() => document.querySelectorAll('.here .avatar').length === 2);
  await ada.context().close();
  await bob.waitForFunction(() => document.querySelectorAll('.here .avatar').length === 1);
  await bob.context().close();
});

test('a title that is being typed is sent once, and does not disturb who types as well', async () => {
  const [ada, bob] = await Promise.all([stage.open('ada'), stage.open('bob')]);
  const sent = [];
  ada.on('request', (request) => request.method() === 'PATCH' && sent.push(request.postData()));
  await row(ada, 'Renew the TLS').locator('.title').click();
  await row(bob, 'Renew the TLS').locator('.title').click();
  await bob.locator('#title').pressSequentially('!');
  await ada.locator('#title').evaluate((field) => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
    for (const text of ['R', 'Re', 'Ren', 'Renew all certificates']) {
      set.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await row(bob, 'Renew all certificates').waitFor();
  assert.deepEqual(sent, ['{"title":"Renew all certificates"}']);
  await both(ada, bob);
});

test('twenty changes are shown in two windows, in their order', async (t) => {
  const pages = await Promise.all([stage.open('bob'), stage.open('ada')]);
  const { data } = await stage.api('bob', 'GET', '/tasks');
  const task = data.at(-1);
  for (const page of pages) {
    await row(page, task.title).waitFor();
    await page.evaluate((id) => {
      globalThis.seen = [];
      const title = document.getElementById(`open-${id}`);
      const note = () => {
        const [, number, sentAt] = /^Change (\d+) of (\d+)$/.exec(title.textContent);
        globalThis.seen.push([Number(number), Date.now() - Number(sentAt)]);
      };
      new MutationObserver(note).observe(title, { characterData: true, subtree: true });
    }, task.id);
  }
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  for (const number of numbers) {
    const title = `Change ${number} of ${Date.now()}`;
    await stage.api('bob', 'PATCH', `/tasks/${task.id}`, { title });
    for (const page of pages)
      await page.waitForFunction((count) => globalThis.seen.length === count, number + 1);
  }
  for (const page of pages) {
    const seen = await page.evaluate(() => globalThis.seen);
    assert.deepEqual(
      seen.map(([number]) => number),
      numbers,
    );
    const delays = seen.map(([, delay]) => delay).sort((a, b) => a - b);
    t.diagnostic(`from the request to the screen: ${delays[10]} ms (median of 20)`);
  }
  await both(...pages);
});

test('a change that the server does not accept is taken back, and the user is told', async () => {
  const ada = await stage.open('ada');
  await ada.route('**/api/tasks/*', (route) => route.fulfill({ status: 503, body: '{}' }));
  await row(ada, 'Rate-limit').locator('.step').click();
  await told(ada, 'Not saved: the server answered 503');
  await inStatus(ada, 'Rate-limit', 'Pending');
  await ada.context().close();
});

test('the endpoints for statistics count people, rooms and who is in them', async () => {
  const bob = await stage.open('bob');
  const { data: tasks } = await stage.api('bob', 'GET', '/tasks');
  const ids = tasks.map(({ id }) => id).sort();
  await bob.waitForFunction(() => document.querySelectorAll('.task').length > 0);
  const stats = async () => (await stage.api('bob', 'GET', '/tasks/socket/stats')).data;
  // Each answer to a join shows that the room was joined.
  await bob.click('.status');
  await bob.waitForSelector(`.stats:has-text("1 person connected, ${ids.length} rooms")`);
  const { connectedUsers, totalRooms, userRooms } = await stats();
  assert.deepEqual([connectedUsers, totalRooms], [1, ids.length]);
  assert.deepEqual(userRooms.bob.sort(), ids);
  const { data } = await stage.api('bob', 'GET', `/tasks/socket/users/${ids[0]}`);
  assert.deepEqual(data, { taskId: ids[0], users: ['bob'] });
  const anonymous = await fetch(`${stage.server.url}/api/tasks/socket/stats`);
  assert.equal(anonymous.status, 401);
  await bob.context().close();
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
