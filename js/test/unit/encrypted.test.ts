import { xsalsa20poly1305 } from '@noble/ciphers/salsa';
import { expect, it, vi } from 'vitest';
import { acknowledge, connect, makeEcho, serveAuth } from './echo-on-fake.js';
import { type FakeSocket, until } from './fake-socket.js';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const name = 'private-encrypted-a';

/** An event as a server SDK encrypts it with this key. */
function sealed(socket: FakeSocket, key: Uint8Array, payload: unknown): void {
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const text =
    payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload));
  const ciphertext = xsalsa20poly1305(key, nonce).encrypt(text);
  socket.event('e', name, { nonce: base64(nonce), ciphertext: base64(ciphertext) });
}

it('decrypts events in order, requests a newer key, and drops events that are not encrypted or not UTF-8', async () => {
  let key = new Uint8Array(32).fill(7);
  const asked = serveAuth(() => ({ auth: 'k:s', shared_secret: base64(key) }));
  const echo = makeEcho();
  const heard = vi.fn();
  echo.encryptedPrivate('a').listen('.e', heard);
  const socket = await connect(echo);
  await acknowledge(socket, name);
  expect(socket.sent.at(-1).data).toEqual({ auth: 'k:s', channel: name });

  socket.event('e', name, { plain: true });
  sealed(socket, key, { n: 1 });
  sealed(socket, key, { n: 2 });
  await until(() => heard.mock.calls.length === 2);

  key = new Uint8Array(32).fill(8);
  sealed(socket, key, { n: 3 });
  await until(() => heard.mock.calls.length === 3);
  sealed(socket, key, Uint8Array.of(0x22, 0xff, 0x22));
  sealed(socket, key, { n: 4 });
  await until(() => heard.mock.calls.length === 4);
  const payloads = heard.mock.calls.map(([payload]) => payload);
  expect(payloads).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  // For the subscription, after the key rotation, and for the text that was not UTF-8.
  expect(asked.length).toBe(3);
});
