// Name and password, for a session of Laravel.
import { useForm } from '@inertiajs/react';
import { Field } from '../components/forms.jsx';

export default function SignIn() {
  const { data, setData, post, processing, errors } = useForm({
    email: 'ada@example.com',
    password: 'password',
  });
  const submit = (event) => {
    event.preventDefault();
    post('/login');
  };
  const field = (name) => ({
    name,
    value: data[name],
    error: errors[name],
    onChange: ({ target }) => setData(name, target.value),
  });
  return (
    <main className="sign-in">
      <h1>Status</h1>
      <p>
        <b>ada@example.com</b> and <b>cleo@example.com</b> are administrators,{' '}
        <b>bob@example.com</b> may only look. The password is <b>password</b>.
      </p>
      <form onSubmit={submit}>
        <Field label="E-mail" type="email" autoComplete="username" {...field('email')} />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          {...field('password')}
        />
        <button disabled={processing}>Sign in</button>
      </form>
      <p>
        <a href="/status/ridge">The public page</a> needs no account.
      </p>
    </main>
  );
}
