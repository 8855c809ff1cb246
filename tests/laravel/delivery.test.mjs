// Events of PHP arrive: `event(new …)`, queued, through the official SDK and the socket server, in Chromium and in the
// native client.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { backend } from './backend.mjs';
import { Native } from './native.mjs';
import { Person } from './people.mjs';
import { launch, openContext, Tab } from './tab.mjs';

let laravel, browser, ada, bob, adas, bobs, native;
/** Distinguishes this run from others. */
const mark = `${Date.now().toString(36)} „ß€🌲“`;

before(async () => {
  laravel = await backend();
  browser = await launch();
  [ada, bob] = await Promise.all(['ada', 'bob'].map((name) => Person.signIn(laravel.url, name)));
  [adas, bobs] = await Promise.all(
    ['ada', 'bob'].map(async (name) =>
      Tab.open(await openContext(browser, laravel, name), laravel),
    ),
  );
  native = new Native(laravel, bob, [
    'tasks',
    'attendance',
    'organization.1',
    `private-App.Models.User.${bob.id}`,
    'presence-office',
    `private-encrypted-payroll.${bob.id}`,
  ]);
});
after(async () => {
  await native?.stop();
  await browser?.close();
  await laravel?.stop();
});

test('a public event reaches everybody', async () => {
  await adas.run(
    `echo.channel('tasks').listen('TaskUpdated', note('task')).subscribed(note('on'))`,
  );
  await adas.heard('on');
  await native.subscribed('tasks');
  await ada.ask('PATCH', '/tasks/1', { title: mark, status: 'doing' });
  const [{ task }] = await adas.heard('task', `args[0].task.title === ${JSON.stringify(mark)}`);
  assert.deepEqual([task.id, task.status], [1, 'doing']);
  const { data } = await native.message('tasks', 'App\\Events\\TaskUpdated');
  assert.equal(data.task.title, mark);
});

test('names of their own, several events of one channel', async () => {
  await adas.run(`echo.channel('organization.1')
    .listen('.service.status.changed', note('service'))
    .listen('.incident.created', note('created'))
    .listen('.incident.updated', note('updated')).subscribed(note('organization'));
    echo.channel('attendance').listen('.attendance.updated', note('attendance')).subscribed(note('staff'))`);
  await Promise.all([adas.heard('organization'), adas.heard('staff')]);
  await Promise.all([native.subscribed('organization.1'), native.subscribed('attendance')]);
  await ada.ask('PATCH', '/services/1', { status: 'degraded' });
  const { id } = await ada.ask('POST', '/organizations/1/incidents', { title: mark });
  await ada.ask('PATCH', `/incidents/${id}`, { status: 'resolved' });
  await ada.ask('PATCH', '/attendances/1', { status: 'late' });
  const [{ service, new_status }] = await adas.heard('service');
  assert.deepEqual([service.id, new_status], [1, 'degraded']);
  await adas.heard('created', `args[0].incident.id === ${id}`);
  await adas.heard('updated', `args[0].incident.status === 'resolved'`);
  const [{ attendanceData }] = await adas.heard('attendance');
  assert.equal(attendanceData.status, 'late');
  await native.message('organization.1', 'incident.updated', ({ incident }) => incident.id === id);
  await native.message('attendance', 'attendance.updated');
});

test('a private event reaches who has the role, on each channel that it names', async () => {
  await adas.run(`for (const area of ['invoices', 'sales'])
    echo.private('admin.' + area).listen('.InvoiceCreated', note(area))
      .listen('SaleCompleted', note('sold')).subscribed(note('on ' + area))`);
  await Promise.all([adas.heard('on invoices'), adas.heard('on sales')]);
  const { id } = await ada.ask('POST', '/invoices', { customer_name: mark, total: 12.5 });
  for (const area of ['invoices', 'sales']) {
    const [invoice] = await adas.heard(area, `args[0].id === ${id}`);
    assert.deepEqual(invoice, { id, customer_name: mark, total: '12.50', status: 'pending' });
  }
  await ada.ask('PATCH', `/invoices/${id}`, { status: 'paid' });
  await adas.heard('sold', `args[0].id === ${id}`);
});

test('a notification reaches its owner', async () => {
  const channel = `App.Models.User.${bob.id}`;
  await bobs.run(
    `echo.private('${channel}').notification(note('notified')).subscribed(note('own'))`,
  );
  await bobs.heard('own');
  await native.subscribed(`private-${channel}`);
  await ada.ask('POST', '/tasks/1/assignment', { user_id: bob.id });
  const [told] = await bobs.heard('notified');
  assert.equal(told.type, 'App\\Notifications\\TaskAssigned');
  assert.deepEqual([told.task_id, told.title], [1, mark]);
  await native.message(
    `private-${channel}`,
    'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated',
  );
});

test('a model that broadcasts itself reaches the owner of its task', async () => {
  await adas.run(
    `echo.private('App.Models.Task.1').listen('.CommentCreated', note('comment')).subscribed(note('model'))`,
  );
  await adas.heard('model');
  const { id } = await bob.ask('POST', '/tasks/1/comments', { text: mark });
  const [comment] = await adas.heard('comment');
  assert.deepEqual(comment, { id, task_id: 1, text: mark });
});

test('an encrypted event is opened by who may', async () => {
  const name = `payroll.${bob.id}`;
  await bobs.run(
    `echo.encryptedPrivate('${name}').listen('.payslip.ready', note('payslip')).subscribed(note('sealed'))`,
  );
  await bobs.heard('sealed');
  await native.subscribed(`private-encrypted-${name}`);
  await ada.ask('POST', `/users/${bob.id}/payslips`, { amount: 4711 });
  assert.deepEqual((await bobs.heard('payslip'))[0], { amount: 4711 });
  const { data } = await native.message(`private-encrypted-${name}`, 'payslip.ready');
  assert.deepEqual(data, { amount: 4711 });
});

test('toOthers() leaves out the tab that asked', async () => {
  await bobs.run(
    `echo.channel('tasks').listen('TaskUpdated', note('task')).subscribed(note('tasks'))`,
  );
  await bobs.heard('tasks');
  await ada.ask('PATCH', '/tasks/2', { title: `${mark} first` }, await bobs.socketId());
  await adas.heard('task', `args[0].task.title.endsWith('first')`);
  await ada.ask('PATCH', '/tasks/2', { title: `${mark} second` });
  await bobs.heard('task', `args[0].task.title.endsWith('second')`);
  await adas.heard('task', `args[0].task.title.endsWith('second')`);
  const titles = async (tab) =>
    (await tab.all('task')).map(([{ task }]) => task.title).filter((title) => title !== mark);
  assert.deepEqual(await titles(bobs), [`${mark} second`]);
  assert.deepEqual(await titles(adas), [`${mark} first`, `${mark} second`]);
});

test('toOthers() leaves out a native client as well', async () => {
  const { socketId } = await native.line(({ socketId }) => socketId);
  const about = (title) =>
    native.message('tasks', 'App\\Events\\TaskUpdated', ({ task }) => task.title === title);
  await ada.ask('PATCH', '/tasks/3', { title: `${mark} third` }, socketId);
  await adas.heard('task', `args[0].task.title.endsWith('third')`);
  await ada.ask('PATCH', '/tasks/3', { title: `${mark} fourth` });
  await about(`${mark} fourth`);
  assert.equal(
    native.lines.some(({ data }) => data?.task?.title === `${mark} third`),
    false,
  );
});

test('an invalid X-Socket-ID excludes nobody from the event', async () => {
  await ada.ask('PATCH', '/tasks/3', { title: `${mark} fifth` }, 'undefined');
  await adas.heard('task', `args[0].task.title.endsWith('fifth')`);
});

test('presence: members, joins, whispers and leaves', async () => {
  await native.subscribed('presence-office');
  const join = `echo.join('office').here(note('here')).joining(note('joining')).leaving(note('leaving'))
    .listenForWhisper('typing', note('typing')).listen('UserActivity', note('activity'))`;
  await adas.run(join);
  const byName = (members) => members.map(({ name }) => name).sort();
  assert.deepEqual(byName((await adas.heard('here'))[0]), ['Ada', 'Bob']);
  await native.line(({ type, member }) => type === 'member-joined' && member.info.name === 'Ada');

  await bobs.run(join);
  await bobs.heard('here');
  await adas.run(`echo.join('office').whisper('typing', { text: ${JSON.stringify(mark)} })`);
  assert.deepEqual((await bobs.heard('typing'))[0], { text: mark });
  await native.message('presence-office', 'client-typing');

  await ada.ask('POST', `/users/${bob.id}/activity`, { what: mark });
  assert.deepEqual((await adas.heard('activity'))[0], {
    user: { id: bob.id, name: 'Bob' },
    what: mark,
  });
  await native.message('presence-office', 'App\\Events\\UserActivity');

  // Bob is connected twice, with a tab and natively; he leaves when both are gone.
  await bobs.run(`echo.leave('office')`);
  await native.stop();
  assert.equal((await adas.heard('leaving'))[0].name, 'Bob');
  assert.deepEqual(await adas.all('joining'), []);
});
