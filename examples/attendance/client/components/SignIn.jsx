// Name and password, for Laravel's tokens.
import { useState } from 'react';
import { signIn } from '../services/api.js';

export function SignIn() {
  const [error, setError] = useState(null);
  const submit = (event) => {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.target));
    signIn(email, password).catch(({ message }) => setError(message));
  };
  return (
    <main className="sign-in">
      <h1>Attendance</h1>
      <p>
        <b>ada@example.com</b> and <b>cleo@example.com</b> are administrators,{' '}
        <b>bob@example.com</b> is not. The password is <b>password</b>.
      </p>
      <form onSubmit={submit}>
        <label>
          E-mail
          <input name="email" type="email" defaultValue="ada@example.com" autoComplete="username" />
        </label>
        <label>
          Password
          <input
            name="password"
            type="password"
            defaultValue="password"
            autoComplete="current-password"
          />
        </label>
        <button>Sign in</button>
      </form>
      {error && (
        <p role="alert" className="failure">
          {error}
        </p>
      )}
    </main>
  );
}
