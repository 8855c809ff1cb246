// The application's auth endpoint in virtual time, for requests by fetch and by XMLHttpRequest, as the two clients make them.
import { signature } from './server.mjs';

const answers = new Map(); // Requests so far, per client.

/** Returns `{ status, body }` after the scenario's delay. */
function answer(server, text) {
  const form = new URLSearchParams(String(text ?? ''));
  const [socketId, channel] = [form.get('socket_id'), form.get('channel_name')];
  const count = answers.get(channel) ?? 0;
  answers.set(channel, count + 1);
  const { status, delay } = server.authorize(count);
  const body =
    status === 200 ? JSON.stringify({ auth: signature(socketId, channel) }) : 'Server Error';
  return new Promise((resolve) => setTimeout(() => resolve({ status, body }), delay));
}

/** The part of `fetch` that auth requests use. */
export const fetchTo =
  (server) =>
  (url, { body, signal } = {}) =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      answer(server(), body).then(({ status, body: text }) => {
        const headers = { 'content-type': status === 200 ? 'application/json' : 'text/html' };
        const response = new Response(text, { status, headers });
        Object.defineProperty(response, 'url', { value: String(url) });
        resolve(response);
      });
    });

/** The part of XMLHttpRequest that pusher-js uses. */
export const xhrTo = (server) =>
  class VirtualXHR {
    readyState = 0;
    status = 0;
    responseText = '';
    onreadystatechange = null;
    open() {}
    setRequestHeader() {}
    abort() {}
    send(body) {
      answer(server(), body).then(({ status, body: text }) => {
        Object.assign(this, { readyState: 4, status, responseText: text });
        this.onreadystatechange?.();
      });
    }
  };
