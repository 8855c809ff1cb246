// Who are you? Each tab may be somebody else.
import { useEffect, useState } from 'react';
import { session } from '../services/session.js';
import { Avatar } from './Avatar.jsx';

export function SignIn() {
  const [people, setPeople] = useState([]);
  const [error, setError] = useState(null);
  const load = () =>
    fetch('/api/people')
      .then((answer) => answer.json())
      .then(({ data }) => (setPeople(data), setError(null)))
      .catch(() => setError('The server cannot be reached.'));
  useEffect(() => void load(), []);
  const enter = (id) => session.signIn(id).catch(({ message }) => setError(message));

  return (
    <main className="sign-in">
      <h1>Team tasks</h1>
      <p>Sign in as one of the team. Open a second window and be somebody else.</p>
      {error && (
        <p className="failure" role="alert">
          {error} <button onClick={load}>Try again</button>
        </p>
      )}
      <ul>
        {people.map(({ id, name, teams }) => (
          <li key={id}>
            <button className="person" onClick={() => enter(id)}>
              <Avatar name={name} />
              <strong>{name}</strong>
              <span>{teams.join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
