// Servers that are wrong get the verdict that they deserve, and one that dies never passes.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { run } from '../command/oread.mjs';

/** A small server; `answer(frame, client, all)` returns the frames to send back, `over` which connections are too many. */
async function serving(answer, use, over = () => false) {
  const clients = new Set();
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const { channels = [], name, data } = JSON.parse(body || '{}');
      for (const client of clients)
        for (const channel of channels)
          if (client.channels.has(channel)) client.say({ event: name, channel, data });
      response.end('{}');
    });
  });
  const sockets = new WebSocketServer({ server });
  let ids = 0;
  sockets.on('connection', (socket) => {
    if (over(++ids)) return socket.close(4004);
    const client = {
      channels: new Set(),
      say: (frame) => socket.send(JSON.stringify(frame)),
      socket,
    };
    clients.add(client);
    socket.on('close', () => clients.delete(client));
    client.say({
      event: 'pusher:connection_established',
      data: JSON.stringify({ socket_id: `${ids}.${ids}`, activity_timeout: 30 }),
    });
    socket.on('message', (text) => {
      let frame;
      try {
        frame = JSON.parse(text);
      } catch {
        return;
      }
      if (frame?.event === 'pusher:ping') return client.say({ event: 'pusher:pong' });
      for (const each of answer(frame, client, { clients, server, sockets }) ?? [])
        client.say(each);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`ws://127.0.0.1:${server.address().port}/app/k`);
  } finally {
    for (const { socket } of clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  }
}

const acknowledged = (frame, client) => {
  if (frame?.event !== 'pusher:subscribe') return [];
  client.channels.add(frame.data.channel);
  return [
    {
      event: 'pusher_internal:subscription_succeeded',
      channel: frame.data.channel,
      data: '{}',
    },
  ];
};

const grade = async (address, ...only) => {
  const { code, lines, complaints } = await run([
    ...['conform', 'server', '--url', address, '--json', '--max-wait', '0'],
    ...only.flatMap((id) => ['--only', id]),
  ]);
  const cases = lines
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'case');
  return { code, complaints, cases: Object.fromEntries(cases.map((each) => [each.id, each])) };
};

test('a server that checks no signature is SECURITY', async () => {
  const { code, cases } = await serving(acknowledged, (url) =>
    grade(url, 'SS-01', 'SS-05/private', 'SS-13/private'),
  );
  assert.equal(code, 1);
  assert.equal(cases['SS-01'].verdict, 'PASS');
  assert.equal(cases['SS-05/private'].verdict, 'SECURITY');
  assert.match(cases['SS-05/private'].reason, /subscription_succeeded/);
  assert.equal(cases['SS-13/private'].verdict, 'NON-STRICT');
});

test('a server that closes at a refusal is FAIL, and its acknowledgement without data NON-STRICT', async () => {
  const harsh = (frame, client) => {
    const [ack] = acknowledged(frame, client);
    if (!ack) return [];
    if (/^private-/.test(ack.channel)) return void client.socket.close(4009);
    return [{ event: ack.event, channel: ack.channel }];
  };
  const { cases } = await serving(harsh, (url) => grade(url, 'SS-01', 'SS-13/private'));
  assert.equal(cases['SS-01'].verdict, 'NON-STRICT');
  assert.equal(cases['SS-13/private'].verdict, 'FAIL');
});

test('a server that dies of a message fails that case, and the rest is inconclusive', async () => {
  const fragile = (frame, client, { clients, server }) => {
    if (frame?.event === 'pusher:subscribe' && frame.data.auth === null) {
      server.close();
      for (const { socket } of clients) socket.terminate();
      return [];
    }
    return acknowledged(frame, client);
  };
  const { code, cases } = await serving(fragile, (url) =>
    grade(url, 'SS-06/null', 'SS-06/empty', 'SS-01'),
  );
  assert.equal(code, 1);
  assert.equal(cases['SS-01'].verdict, 'PASS');
  assert.equal(cases['SS-06/null'].verdict, 'FAIL');
  assert.match(cases['SS-06/null'].reason, /not reachable any more/);
  assert.equal(cases['SS-06/empty'].verdict, 'INCONCLUSIVE');
});

test('a server that limits connections is asked again, later', async () => {
  const over = (count) => count === 2 || count === 3;
  const { cases } = await serving(acknowledged, (url) => grade(url, 'SS-01'), over);
  assert.equal(cases['SS-01'].verdict, 'PASS');
  assert.match(JSON.stringify(cases['SS-01'].log), /the server limits connections/);
});

test('what a server does not do because it limits messages is inconclusive', async () => {
  let messages = 0;
  const limited = (frame, client) =>
    ++messages > 50
      ? [{ event: 'pusher:error', data: { code: 4301, message: 'Rate limit exceeded' } }]
      : acknowledged(frame, client);
  const { code, cases } = await serving(limited, (url) => grade(url, 'SS-26'));
  assert.equal(code, 1);
  assert.equal(cases['SS-26'].verdict, 'INCONCLUSIVE');
  assert.match(cases['SS-26'].reason, /limits the rate of messages/);
});
