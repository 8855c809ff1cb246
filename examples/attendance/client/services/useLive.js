// The live connection of the dashboard: made when it is shown, and ended when it is left.
import { useEffect, useRef, useState } from 'react';
import { connect } from '#echo';

/**
 * Calls `onChange(attendance)` for each change, and `onReady()` after each connection. Returns `{ status, refusal, viewers }`.
 */
export function useLive({ onChange, onReady }) {
  const [status, setStatus] = useState('connecting');
  const [refusal, setRefusal] = useState(null);
  const [viewers, setViewers] = useState([]);
  const latest = useRef();
  latest.current = { onChange, onReady };

  useEffect(() => {
    const echo = connect();
    const end = echo.connector.onConnectionChange(setStatus);
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
    return () => {
      end();
      echo.disconnect();
    };
  }, []);
  return { status, refusal, viewers };
}
