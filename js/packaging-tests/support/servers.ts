// The servers for consumers: one with a minimal Pusher protocol, and one for files.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { afterAll } from 'vitest';

const require = createRequire(import.meta.url);
const { WebSocketServer } = require('ws');
const nacl = require('tweetnacl');

const ends: (() => void)[] = [];
afterAll(() => ends.splice(0).forEach((end) => end()));

/** A payload as servers encrypt it on encrypted channels, with the key of fixtures/hear.mjs. */
function sealed(payload: unknown): unknown {
  const nonce = randomBytes(24);
  const text = Buffer.from(JSON.stringify(payload));
  const box = nacl.secretbox(text, nonce, new Uint8Array(32));
  return { nonce: nonce.toString('base64'), ciphertext: Buffer.from(box).toString('base64') };
}

/** Greets, acknowledges, and sends `hello` on every channel. Returns the port. */
export async function serveSocket(): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket: any) => {
    const say = (event: string, data: unknown, channel?: string) =>
      socket.send(JSON.stringify({ event, channel, data: JSON.stringify(data) }));
    say('pusher:connection_established', { socket_id: '1.2', activity_timeout: 30 });
    socket.on('message', (text: unknown) => {
      const { event, data } = JSON.parse(String(text));
      if (event !== 'pusher:subscribe') return;
      say('pusher_internal:subscription_succeeded', {}, data.channel);
      const hello = { to: data.channel };
      say('hello', /encrypted/.test(data.channel) ? sealed(hello) : hello, data.channel);
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  ends.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves a folder with this content security policy for every page. Returns the origin. */
export async function serveFiles(folder: string, policy = ''): Promise<string> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url!, 'http://localhost').pathname);
    try {
      const body = await readFile(join(folder, path === '/' ? 'index.html' : path));
      response.writeHead(200, {
        'content-type': types[extname(path) || '.html'] ?? 'application/octet-stream',
        ...(policy && { 'content-security-policy': policy }),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
