// How to connect, and what the server says about its connections.
import { useEffect, useState } from 'react';
import { useTasks } from '../context/TaskContext.jsx';
import { api } from '../services/api.js';
import { session } from '../services/session.js';
import { choices } from '../services/settings.js';

export function Settings() {
  const { settings, setSettings, connection } = useTasks();
  return (
    <section id="settings" className="settings" aria-label="Connection">
      {Object.entries(choices).map(([name, { legend, ...ways }]) => (
        <fieldset key={name}>
          <legend>{legend}</legend>
          {Object.entries(ways).map(([value, { label }]) => (
            <label key={value}>
              <input
                type="radio"
                name={name}
                checked={settings[name] === value}
                onChange={() => setSettings({ ...settings, [name]: value })}
              />
              {label}
            </label>
          ))}
        </fieldset>
      ))}
      <Stats phase={connection.phase} />
      <button
        className="plain"
        onClick={() => {
          session.spoil();
          connection.reconnect();
        }}
      >
        Reconnect with a wrong token
      </button>
    </section>
  );
}

function Stats({ phase }) {
  const [stats, setStats] = useState(null);
  useEffect(() => {
    setStats(null);
    api('GET', '/tasks/socket/stats').then(setStats, () => {});
  }, [phase]);
  if (!stats) return null;
  const { connectedUsers, totalRooms } = stats;
  return (
    <p className="stats">
      {connectedUsers} {connectedUsers === 1 ? 'person' : 'people'} connected, {totalRooms} rooms
    </p>
  );
}
