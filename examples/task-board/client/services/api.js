// Laravel's API. Each request says which window sends it, so that toOthers() leaves that window out.
import { socketIdFetch } from 'oread';
import { echo } from './echo.js';

const fetchAsWindow = socketIdFetch(echo);

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetchAsWindow(`/api${path}`, {
      method,
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Error('The server cannot be reached.');
  }
  if (answer.status === 429)
    throw new Error(`Too many changes. Try again in ${answer.headers.get('Retry-After')} s.`);
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.message || `The server answered ${answer.status}.`);
  return data;
}

export const allTasks = () => ask('GET', '/board');
export const create = (title) => ask('POST', '/board', { title });
export const change = (id, patch) => ask('PATCH', `/board/${id}`, patch);
