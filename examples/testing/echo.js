// Creates the app's Echo. Everything that a test needs to change is a parameter.
import Echo from 'oread';

export const makeEcho = (token, more = {}) =>
  new Echo({
    broadcaster: 'reverb',
    key: 'app-key',
    wsHost: 'socket.app.test',
    wsPort: 6001,
    forceTLS: false,
    authEndpoint: '/api/broadcasting/auth',
    bearerToken: token,
    ...more,
  });

/** Calls `changed` with each attendance record of one day. */
export function watchAttendance(echo, day, changed) {
  echo.channel('attendance').listen('.attendance.updated', (record) => {
    if (record.date === day) changed(record);
  });
  return () => echo.leaveChannel('attendance');
}
