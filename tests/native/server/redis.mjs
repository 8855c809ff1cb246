// A real Redis for a test, and a client of `oread serve`.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const password = 's3cret';
const toLaravel = "for i = 2, #ARGV do redis.call('publish', ARGV[i], ARGV[1]) end";

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

export class Redis {
  /** `args` are further options of redis-server. */
  static async start(port, args = []) {
    const redis = new Redis();
    redis.port = port ?? (await freePort());
    redis.child = spawn(
      'redis-server',
      ['--port', redis.port, '--bind', '127.0.0.1', '--save', '', '--requirepass', password]
        .concat(args)
        .map(String),
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    redis.ended = once(redis.child, 'exit');
    const lines = createInterface({ input: redis.child.stdout });
    for await (const line of lines) if (line.includes('Ready to accept connections')) break;
    redis.child.stdout.resume();
    return redis;
  }
  get url() {
    return `redis://:${password}@127.0.0.1:${this.port}`;
  }
  command(...words) {
    return promisify(execFile)(
      'redis-cli',
      ['-p', this.port, '--no-auth-warning', ...words].map(String),
      {
        env: { ...process.env, REDISCLI_AUTH: password },
      },
    );
  }
  /** Publishes as Laravel does. */
  broadcast(channels, event, data = {}, socket = null) {
    const payload = JSON.stringify({ event, data: { ...data, socket }, socket });
    return this.command('EVAL', toLaravel, 0, payload, ...channels);
  }
  async stop() {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** A client that has subscribed; `auth(socketId)` returns the signature, if the channel needs one. */
export async function subscriber(server, channel, auth) {
  const client = await server.connect();
  const { data } = await client.next('pusher:connection_established');
  const { socket_id: socketId } = JSON.parse(data);
  client.send('pusher:subscribe', { channel, ...auth?.(socketId) });
  await client.next('pusher_internal:subscription_succeeded');
  return { ...client, socketId };
}
