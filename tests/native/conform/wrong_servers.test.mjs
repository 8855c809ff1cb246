// Servers that are wrong get the verdict that they deserve, and one that dies never passes.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { run } from '../command/oread.mjs';

const tooMany = {
  event: 'pusher:error',
  data: { code: 4301, message: 'Rate limit exceeded' },
};

/**
 * A small server; `answer(frame, client, all)` returns the frames to send back, `over` says which connections are too many, and
 * `refuse(client)` does something with every message of a connection after the first `limit`. With `strictPings`, `answer` gets
 * a ping whose data is a string.
 */
async function serving(
  answer,
  use,
  {
    over = () => false,
    limit = Infinity,
    refuse = ({ say }) => say(tooMany),
    strictPings = false,
  } = {},
) {
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
    let messages = 0;
    socket.on('message', (text) => {
      if (++messages > limit) return refuse(client);
      let frame;
      try {
        frame = JSON.parse(text);
      } catch {
        return;
      }
      if (frame?.event === 'pusher:ping' && !(strictPings && typeof frame.data === 'string'))
        return client.say({ event: 'pusher:pong' });
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

/** Grades the cases with these ids; the last argument may be {args}: further arguments. */
const grade = async (address, ...only) => {
  const { args = [] } = typeof only.at(-1) === 'object' ? only.pop() : {};
  const { code, lines, complaints } = await run([
    ...['conform', 'server', '--url', address, '--json', '--max-wait', '0'],
    ...only.flatMap((id) => ['--only', id]),
    ...args,
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
  const { cases } = await serving(acknowledged, (url) => grade(url, 'SS-01'), { over });
  assert.equal(cases['SS-01'].verdict, 'PASS');
  assert.match(JSON.stringify(cases['SS-01'].log), /the server limits connections/);
});

test('what a server does not do because it limits messages is inconclusive', async () => {
  const { code, cases } = await serving(acknowledged, (url) => grade(url, 'SS-26'), { limit: 50 });
  assert.equal(code, 1);
  assert.equal(cases['SS-26'].verdict, 'INCONCLUSIVE');
  assert.match(cases['SS-26'].reason, /limits the rate of messages/);
});

test('a server that limits messages, pings too, survives a flood, and the run does not wait for its pongs', async () => {
  const begun = Date.now();
  const { cases } = await serving(particular, (url) => grade(url, 'SE-19', 'SE-20'), { limit: 50 });
  assert.equal(cases['SE-19'].verdict, 'PASS', cases['SE-19'].reason);
  assert.equal(cases['SE-20'].verdict, 'PASS', cases['SE-20'].reason);
  assert.ok(Date.now() - begun < 25_000);
});

test('what a server does not send after it dropped a connection for its many messages is inconclusive', async () => {
  const { cases } = await serving(acknowledged, (url) => grade(url, 'SS-26'), {
    limit: 60,
    refuse: ({ socket }) => socket.terminate(),
  });
  assert.equal(cases['SS-26'].verdict, 'INCONCLUSIVE', cases['SS-26'].reason);
});

test('whether a closed connection makes room is not known of a server without a limit', async () => {
  const { cases } = await serving(acknowledged, (url) =>
    grade(url, 'SH-08', 'SH-09', { args: ['--other-app', 'limited=2:k2:s2'] }),
  );
  assert.equal(cases['SH-08'].verdict, 'FAIL', cases['SH-08'].reason);
  assert.equal(cases['SH-09'].verdict, 'INCONCLUSIVE', cases['SH-09'].reason);
});

/** Wants data that is an object, relays client events up to 5000 bytes, and wants user_info of members. */
const particular = (frame, client, { clients }) => {
  const { event, data, channel } = frame;
  const error = { event: 'pusher:error', data: { code: 4200, message: 'Invalid message format' } };
  if (typeof data !== 'object') return [error];
  if (/^client-/.test(event)) {
    if (JSON.stringify(data).length > 5000) return void client.socket.close(1009);
    for (const other of clients)
      if (other !== client && other.channels.has(channel)) other.say(frame);
    return [];
  }
  if (event === 'pusher:unsubscribe') return void client.channels.delete(data.channel);
  const known = /"user_info"/.test(data.channel_data ?? '"user_info"');
  return known ? acknowledged(frame, client) : [error];
};

test('a server that wants data to be an object is judged by what a case is about', async () => {
  const { cases } = await serving(
    particular,
    (url) =>
      grade(
        url,
        ...['SF-03', 'SV-12', 'SH-14/added', 'SS-15/presence', 'SS-16/presence', 'SP-11/absent'],
        { args: ['--has', 'client-events'] },
      ),
    { strictPings: true },
  );
  for (const id of ['SF-03', 'SH-14/added', 'SS-15/presence', 'SS-16/presence'])
    assert.equal(cases[id].verdict, 'PASS', `${id} ${cases[id].reason}`);
  assert.deepEqual(cases['SV-12/name-201'].notes, ['the event is relayed']);
  assert.equal(cases['SV-12/data-10k'].verdict, 'NON-STRICT');
  assert.match(cases['SV-12/data-10k'].reason, /1009/);
  assert.equal(cases['SP-11/absent'].verdict, 'FAIL');
});
