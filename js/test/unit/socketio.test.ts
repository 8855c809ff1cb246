// Echo of `oread/socket.io` on a WebSocket that the test controls.
import { expect, test, vi } from 'vitest';
import Echo from '../../src/socketio/entry.js';
import { socketIoBuilds } from '../host/socketio-builds.js';
import { FakeSocket, until } from './fake-socket.js';

vi.mock('../../src/host/load.js', () => ({ load: () => socketIoBuilds[0]![1]() }));
vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/echo/broadcasters.js', () => import('../../src/socketio/broadcasters.js'));

const open = '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1e6}';

test('what the option auth contains is too long, and the app is told', async () => {
  const echo = new Echo<'socket.io'>({
    broadcaster: 'socket.io',
    host: 'http://server.test',
    transports: ['websocket'],
    WebSocket: FakeSocket as any,
    // More than the memory that the engine offers for an input.
    auth: { headers: {}, token: 'x'.repeat(50e6) },
  } as any);
  const failed = vi.fn();
  const restarted = vi.spyOn((echo.connector.socket as any).client_, 'failed_');
  echo.connector.socket.connection.bind('error', failed);
  FakeSocket.last.open();
  FakeSocket.last.say(open);
  await until(() => failed.mock.calls.length || restarted.mock.calls.length);
  expect(restarted).not.toHaveBeenCalled();
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ type: 'ConnectionError' }));
  echo.disconnect();
});
