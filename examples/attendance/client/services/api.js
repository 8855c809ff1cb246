// Laravel's API, with the user's token.
import { session } from './session.js';

async function ask(method, path, body, token = session.user()?.token) {
  let answer;
  try {
    answer = await fetch(`/api${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Error('The server cannot be reached.');
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.message || `The server answered ${answer.status}.`);
  return data;
}

export async function signIn(email, password) {
  const { token } = await ask('POST', '/tokens', { email, password });
  const { name, role } = await ask('GET', '/user', undefined, token);
  session.set({ name, role, token });
}

export const attendancesOf = (date) => ask('GET', `/attendances?date=${date}`);
export const change = ({ id, status, note }) =>
  ask('PATCH', `/attendances/${id}`, { status, note });
