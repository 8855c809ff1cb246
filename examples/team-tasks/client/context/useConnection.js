// What the page shows of the connection, from the socket's hook and its manager's events.
import { useEffect, useState } from 'react';
import { useSocket } from 'oread/socket.io/react';

/**
 * `phase` is `connecting`, `connected`, `reconnecting`, `refused`, `stopped` (after the last attempt) or `offline` (the browser
 * says so).
 */
export function useConnection(socket) {
  const { connected, active, error } = useSocket(socket);
  const [attempt, setAttempt] = useState(0);
  const [isStopped, setStopped] = useState(false);
  const [wasConnected, setWasConnected] = useState(false);
  const [transport, setTransport] = useState();
  const isOnline = useOnline();

  useEffect(() => {
    if (!socket) return;
    const manager = socket.io;
    const listeners = {
      open: () => {
        setTransport(manager.engine.transport.name);
        manager.engine.on('upgrade', ({ name }) => setTransport(name));
      },
      reconnect_attempt: setAttempt,
      reconnect_failed: () => setStopped(true),
    };
    const onConnect = () => {
      setTransport(manager.engine.transport.name);
      setAttempt(0);
      setStopped(false);
      setWasConnected(true);
    };
    for (const [event, listener] of Object.entries(listeners)) manager.on(event, listener);
    socket.on('connect', onConnect);
    if (socket.connected) onConnect();
    return () => {
      for (const [event, listener] of Object.entries(listeners)) manager.off(event, listener);
      socket.off('connect', onConnect);
    };
  }, [socket]);

  const phase = connected
    ? 'connected'
    : !isOnline
      ? 'offline'
      : isStopped
        ? 'stopped'
        : error && !active
          ? 'refused'
          : wasConnected || attempt > 0
            ? 'reconnecting'
            : 'connecting';
  const retry = () => {
    setStopped(false);
    setAttempt(0);
    socket.connect();
  };
  const reconnect = () => socket.disconnect().connect();
  const reason = error?.data?.reason ?? error?.message;
  return { phase, attempt, transport, reason, retry, reconnect };
}

function useOnline() {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}
