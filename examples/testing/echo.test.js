// Tests the file that creates the Echo: its address, its tokens, its subscriptions.
import { fakeEcho } from 'oread/testing';
import { expect, it, vi } from 'vitest';
import { makeEcho, watchAttendance } from './echo.js';

it('connects to the server of the app', () => {
  const { Pusher } = fakeEcho();
  const echo = makeEcho(() => 'token', { Pusher });

  expect(echo.connectionStatus()).toBe('connecting');
  expect(echo.connector.pusher.config).toMatchObject({
    wsHost: 'socket.app.test',
    wsPort: 6001,
    useTLS: false,
  });
});

it('is connected soon after', async () => {
  const { Pusher, clock } = fakeEcho();
  const echo = makeEcho(() => 'token', { Pusher });

  await clock.advance('1s');

  expect(echo.connectionStatus()).toBe('connected');
  expect(echo.socketId()).toBeDefined();
});

it('asks for private channels with the token of that moment', () => {
  const { Pusher, server } = fakeEcho();
  let token = 'old';
  const echo = makeEcho(() => token, { Pusher });
  token = 'new';

  echo.private('staff.1');

  expect(server.authorized('private-staff.1')).toMatchObject([
    { url: '/api/broadcasting/auth', headers: { Authorization: 'Bearer new' } },
  ]);
});

it('subscribes, and passes on what belongs to the day', () => {
  const { echo, server } = fakeEcho();
  const changed = vi.fn();
  watchAttendance(echo, '2024-05-01', changed);
  expect(server.subscriptions()).toEqual(['attendance']);

  server.broadcast('attendance', '.attendance.updated', { id: 1, date: '2024-05-01' });
  server.broadcast('attendance', '.attendance.updated', { id: 2, date: '2024-05-02' });

  expect(changed.mock.calls).toEqual([[{ id: 1, date: '2024-05-01' }]]);
});

it('hears nothing any more once it has stopped', () => {
  const { echo, server } = fakeEcho();
  const changed = vi.fn();
  const stop = watchAttendance(echo, '2024-05-01', changed);
  expect(server.subscriptions()).toEqual(['attendance']);

  stop();
  server.broadcast('attendance', '.attendance.updated', { id: 1, date: '2024-05-01' });

  expect(server.subscriptions()).toEqual([]);
  expect(changed).not.toHaveBeenCalled();
});
