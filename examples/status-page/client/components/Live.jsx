// Listens with the chosen hook. Another choice is another component, so that the number of hooks stays the same.
import { useState } from 'react';
import { choose, chosen, hooks } from '../services/choice.js';

function Listener({ use, ...config }) {
  use(config);
  return null;
}

const titles = { oread: 'use-realtime-oread.ts', first: 'use-realtime.ts (the first version)' };

export function Live(config) {
  const [name, setName] = useState(chosen);
  const change = ({ target }) => {
    choose(target.value);
    setName(target.value);
  };
  return (
    <footer className="choice">
      <Listener key={name} use={hooks[name]} {...config} />
      <label>
        Hook{' '}
        <select value={name} onChange={change}>
          {Object.entries(titles).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </footer>
  );
}
