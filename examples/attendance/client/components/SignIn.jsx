// Name and password, for Laravel's tokens.
import { useActionState } from 'react';
import { signIn } from '../services/api.js';

async function submit(_, form) {
  const { email, password } = Object.fromEntries(form);
  const error = await signIn(email, password).then(
    () => null,
    ({ message }) => message,
  );
  return { email, error };
}

export function SignIn() {
  // An action: React keeps what is sent before the page's scripts have loaded, and sends it then.
  const [{ email, error }, action] = useActionState(submit, {
    email: 'ada@example.com',
    error: null,
  });
  return (
    <main className="sign-in">
      <h1>Attendance</h1>
      <p>
        <b>ada@example.com</b> and <b>cleo@example.com</b> are administrators,{' '}
        <b>bob@example.com</b> is not. The password is <b>password</b>.
      </p>
      <form action={action}>
        <label>
          E-mail
          <input name="email" type="email" defaultValue={email} autoComplete="username" />
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
