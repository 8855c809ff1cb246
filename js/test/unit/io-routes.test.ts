// Events that reach their listeners without the engine, which has accepted one like them before.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { io } from '../../src/socketio/entry.js';
import { JsonRoutes } from '../../src/host/json-routes.js';
import { until } from './fake-socket.js';
import { connect, keep, options } from './io-on-fake.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/host/load.js', () => import('./io-on-fake.js'));

afterEach(() => {
  vi.restoreAllMocks();
});

/** A connected socket, what it hears, and a spy on the payloads that are read without the engine. */
async function connected(url = 'http://server.test') {
  const socket = keep(io(url, options));
  const server = await connect(socket);
  const found = vi.spyOn(JsonRoutes.prototype, 'payload_');
  const heard: unknown[][] = [];
  socket.on('news', (...args: unknown[]) => heard.push(args));
  return { socket, server, found, heard };
}

describe('events of a namespace', () => {
  it('reach their listeners with all arguments', async () => {
    const { server, found, heard } = await connected();
    for (const args of ['1', '{"a":"],["},2', 'null , [3]', '{"__proto__":1}'])
      server.say(`42["news",${args}]`);
    expect(found).toHaveBeenCalledTimes(3);
    expect(JSON.stringify(heard)).toBe('[[1],[{"a":"],["},2],[null,[3]],[{"__proto__":1}]]');
  });

  it('of another namespace do, too', async () => {
    const { socket, server } = await connected();
    const admin = keep(socket.io.socket('/admin'));
    await until(() => server.sent.some((text) => text.startsWith('40/admin,')));
    server.say('40/admin,{"sid":"2"}');
    await until(() => admin.connected);
    const [root, other] = [vi.fn(), vi.fn()];
    socket.on('e', root);
    admin.on('e', other);
    for (const n of [1, 2]) {
      server.say(`42/admin,["e",${n}]`);
      server.say(`42["e",${n}0]`);
    }
    expect(other.mock.calls).toEqual([[1], [2]]);
    expect(root.mock.calls).toEqual([[10], [20]]);
  });

  it('that are not JSON are left to the engine, which reports them', async () => {
    const { socket, server, heard } = await connected();
    const errors = vi.fn();
    socket.io.on('error', errors);
    server.say('42["news",1]');
    server.say('42["news",]');
    server.say('42["news",2');
    server.say('42["news",3]');
    expect(heard).toEqual([[1], [3]]);
    expect(errors).toHaveBeenCalledTimes(2);
  });

  it('are not dispatched after the socket was disconnected', async () => {
    const { socket, server, heard } = await connected();
    server.say('42["news",1]');
    socket.disconnect();
    server.say('42["news",2]');
    expect(heard).toEqual([[1]]);
  });

  it('without a listener are not parsed', async () => {
    const { server, found } = await connected();
    for (const n of [1, 2, 3]) server.say(`42["other",${n}]`);
    expect(found).not.toHaveBeenCalled();
  });

  it('that a listener causes are delivered after it', async () => {
    const { socket, server, heard } = await connected();
    const order: string[] = [];
    server.say('42["news",0]');
    socket.on('news', (n: number) => {
      order.push(`begin ${n}`);
      if (n === 1) server.say('42["news",2]');
      order.push(`end ${n}`);
    });
    server.say('42["news",1]');
    await until(() => heard.length === 3);
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });
});
