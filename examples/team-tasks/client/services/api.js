// The HTTP API, with the user's token.
import { session } from './session.js';

export async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${await session.token()}` };
  if (body) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(`/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Error('the server cannot be reached');
  }
  const { data, error } = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(error ?? `the server answered ${answer.status}`);
  return data;
}
