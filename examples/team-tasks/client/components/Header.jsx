// The top of the page: the state of the connection, its settings, and the user.
import { useState } from 'react';
import { useTasks } from '../context/TaskContext.jsx';
import { session } from '../services/session.js';
import { Avatar } from './Avatar.jsx';
import { Settings } from './Settings.jsx';

const words = {
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  refused: 'Refused',
  stopped: 'Disconnected',
  offline: 'Offline',
};
const transports = { websocket: 'WebSocket', polling: 'polling' };

export function Header() {
  const { user, connection } = useTasks();
  const { phase, transport, attempt } = connection;
  const [isOpen, setOpen] = useState(false);
  const detail =
    phase === 'connected'
      ? transports[transport]
      : phase === 'reconnecting' && attempt > 0
        ? `attempt ${attempt}`
        : null;

  return (
    <header onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}>
      <h1>Team tasks</h1>
      <button
        className="status"
        data-phase={phase}
        aria-expanded={isOpen}
        aria-controls="settings"
        onClick={() => setOpen(!isOpen)}
      >
        <i aria-hidden="true" />
        <span>{words[phase]}</span>
        {detail && <small>{detail}</small>}
      </button>
      <span className="me">
        <Avatar name={user.name} />
        <span>{user.name}</span>
      </span>
      <button className="plain" onClick={session.signOut}>
        Sign out
      </button>
      {isOpen && <Settings />}
    </header>
  );
}
