// Tests a component: what it shows on events, outages and refusals.
import { fakeEcho } from 'oread/testing';
import { expect, it } from 'vitest';
import { Dashboard } from './dashboard.js';

it('updates the task list when it receives TaskUpdated', () => {
  const { echo, server } = fakeEcho();
  const dashboard = new Dashboard(echo);

  server.broadcast('private-tasks', 'TaskUpdated', { task: { id: 1, title: 'Write' } });
  server.broadcast('private-tasks', 'TaskUpdated', { task: { id: 2, title: 'Print' } });
  server.broadcast('private-tasks', 'TaskUpdated', { task: { id: 1, title: 'Rewrite' } });

  expect(dashboard.tasks).toEqual([
    { id: 1, title: 'Rewrite' },
    { id: 2, title: 'Print' },
  ]);
});

it('takes a task away when the server says so', () => {
  const { echo, server } = fakeEcho();
  const dashboard = new Dashboard(echo);
  dashboard.put({ id: 1, title: 'Write' });

  server.broadcast('private-tasks', '.task.removed', { id: 1 });

  expect(dashboard.tasks).toEqual([]);
});

it('says that it is offline, and goes on where it was afterwards', async () => {
  const { echo, server, clock } = fakeEcho();
  const dashboard = new Dashboard(echo);

  server.stop();
  expect(dashboard.online).toBe(false);

  await clock.advance('2h');
  server.start();
  await clock.advance('1m');
  expect(dashboard.online).toBe(true);

  server.broadcast('private-tasks', 'TaskUpdated', { task: { id: 1, title: 'Write' } });
  expect(dashboard.tasks).toHaveLength(1);
});

it('notices that the network went away without a word', async () => {
  const { echo, server, clock } = fakeEcho();
  const dashboard = new Dashboard(echo);

  server.silence();
  await clock.advance('5m');

  expect(dashboard.online).toBe(false);
});

it('knows when it may not look', () => {
  const { echo, server } = fakeEcho();
  server.deny('private-tasks');

  const dashboard = new Dashboard(echo);

  expect(server.subscriptions()).toEqual([]);
  expect(dashboard.refused).toBe(403);
});

it('shows who edits, and tells the others', () => {
  const { echo, server } = fakeEcho();
  const dashboard = new Dashboard(echo);

  server.whisper('private-tasks', 'editing', { id: 1, name: 'Bob' });
  dashboard.edit(2, 'Ada');

  expect(dashboard.editing).toEqual({ 1: 'Bob' });
  expect(server.received('client-editing')[0].data).toEqual({ id: 2, name: 'Ada' });
});

it('leaves its channel when it goes', () => {
  const { echo, server } = fakeEcho();
  const dashboard = new Dashboard(echo);
  expect(server.subscriptions()).toEqual(['private-tasks']);

  dashboard.unmount();

  expect(server.subscriptions()).toEqual([]);
});
