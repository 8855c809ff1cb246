// The live connection of the dashboard: made when it is shown, and ended when it is left.
import { useEffect, useRef, useState } from 'react';
import { load } from './connection.js';

/**
 * `server` is what environment.js returns. Calls `onChange(attendance)` for each change, and `onReady()` after each connection.
 * Returns `{ status, refusal, viewers }`.
 */
export function useLive({ server, onChange, onReady }) {
  const [status, setStatus] = useState('connecting');
  const [refusal, setRefusal] = useState(null);
  const [viewers, setViewers] = useState([]);
  const latest = useRef();
  latest.current = { onChange, onReady };

  // An effect: React runs none on a server, so rendering there connects nothing.
  useEffect(() => {
    let isShown = true;
    let leave = () => {};
    const listen = (echo) => {
      const end = echo.connector.onConnectionChange(setStatus);
      leave = () => {
        end();
        echo.disconnect();
      };
      echo
        .private('admin.attendance')
        .listen('.attendance.updated', ({ attendanceData }) =>
          latest.current.onChange(attendanceData),
        )
        .subscribed(() => latest.current.onReady())
        .error(setRefusal);
      echo
        .join('attendance.viewers')
        .here(setViewers)
        .joining((one) => setViewers((all) => [...all, one]))
        .leaving(({ id }) => setViewers((all) => all.filter((one) => one.id !== id)));
    };
    load(server).then(
      (connect) => isShown && listen(connect()),
      () => setStatus('disconnected'),
    );
    return () => {
      isShown = false;
      leave();
    };
  }, []);
  return { status, refusal, viewers };
}
