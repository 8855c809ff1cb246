// The real laravel-echo-server with Redis, and an auth endpoint as Laravel answers.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, Program, servers } from './process.mjs';

/** Allows whoever sends `Authorization: Bearer NAME`, except for channels named "forbidden". */
async function authEndpoint(seen) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const channel = new URLSearchParams(body).get('channel_name');
    const name = /^Bearer (\w+)$/.exec(request.headers.authorization ?? '')?.[1];
    seen.push({ channel, name });
    if (!name || channel.endsWith('forbidden')) return response.writeHead(403).end('{}');
    const member = { user_id: name, user_info: { name } };
    response.end(
      channel.startsWith('presence-') ? JSON.stringify({ channel_data: member }) : 'true',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export class EchoServer {
  questions = [];

  static async start(socketio = {}) {
    const one = new EchoServer();
    one.folder = mkdtempSync(join(tmpdir(), 'oread-echo-server-'));
    one.endpoint = await authEndpoint(one.questions);
    one.redisPort = await freePort();
    one.redis = new Program('redis-server', [
      ...[
        '--port',
        String(one.redisPort),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
      ],
      ...['--dir', one.folder],
    ]);
    await one.redis.line((line) => line.includes('Ready to accept connections'));
    one.port = await freePort();
    one.url = `http://127.0.0.1:${one.port}`;
    one.config = {
      authHost: `http://127.0.0.1:${one.endpoint.address().port}`,
      authEndpoint: '/broadcasting/auth',
      clients: [{ appId: 'app', key: 'key' }],
      database: 'redis',
      databaseConfig: { redis: { port: String(one.redisPort), host: '127.0.0.1' } },
      devMode: true,
      host: '127.0.0.1',
      port: String(one.port),
      protocol: 'http',
      socketio,
      subscribers: { http: true, redis: true },
      apiOriginAllow: { allowCors: false },
    };
    writeFileSync(join(one.folder, 'laravel-echo-server.json'), JSON.stringify(one.config));
    await one.run();
    return one;
  }

  async run() {
    this.server = new Program(
      process.execPath,
      [`${servers}node_modules/laravel-echo-server/bin/server.js`, 'start', '--force'],
      { cwd: this.folder },
    );
    await this.server.line((line) => line.includes('Server ready!'));
  }

  /** As Laravel's Redis broadcaster publishes. */
  async publish(channel, event, data, socket = null) {
    const message = JSON.stringify({ event, data, socket });
    const client = new Program('redis-cli', [
      ...['-p', String(this.redisPort), 'PUBLISH', channel, message],
    ]);
    await client.ended;
  }

  async stop() {
    await this.server.kill();
    await this.redis.kill();
    this.endpoint.closeAllConnections();
    this.endpoint.close();
    rmSync(this.folder, { recursive: true });
  }
}
