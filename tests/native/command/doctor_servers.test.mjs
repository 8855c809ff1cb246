// oread doctor with servers of other kinds: recorded responses of nginx 1.22, Reverb 1.10, laravel-echo-server 1.6.3
// and soketi 1.6.1, and peers that never finish.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import net from 'node:net';
import { after, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { Oread, run } from './oread.mjs';

const open = [];
after(() => {
  for (const server of open) {
    server.closeAllConnections?.();
    server.close();
  }
});
async function listening(server) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  open.push(server);
  return `http://127.0.0.1:${server.address().port}`;
}
const tcp = (talk) =>
  listening(
    net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (request) => talk(socket, request.toString('latin1')));
    }),
  );
async function examined(url, ...args) {
  const { lines, complaints } = await run(['doctor', url, '--wait', '1', '--json', ...args]);
  assert.equal(complaints, '');
  return JSON.parse(lines[0]);
}

const greeting = JSON.stringify({
  event: 'pusher:connection_established',
  data: '{"socket_id":"1.1","activity_timeout":30}',
});
/** A server that greets and lets `frame` answer each frame; `api` handles HTTP. */
async function pusher(frame, api = (_, response) => response.end('{}'), hello = greeting) {
  const server = http.createServer(api);
  new WebSocketServer({ server }).on('connection', (ws) => {
    const say = (event, data, channel) => ws.send(JSON.stringify({ event, channel, data }));
    ws.send(hello);
    ws.on('message', (text) => frame(JSON.parse(text), say, ws));
  });
  return listening(server);
}
const confirming = (frame, say) => {
  if (frame.event === 'pusher:subscribe')
    say('pusher_internal:subscription_succeeded', '{}', frame.data.channel);
};

test('plain HTTP on the TLS port of nginx', async () => {
  const body =
    '<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n';
  const nginx = `HTTP/1.1 400 Bad Request\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const found = await examined(await tcp((socket) => socket.end(nginx)));
  assert.match(found.wrong, /this port requires TLS/);
  assert.match(found.change, /https:\/\//);
});

for (const [what, reverb] of [
  ['its words', (socket) => socket.end(http500('Internal server error.'))],
  [
    'its page /up',
    (socket, request) =>
      socket.end(
        request.startsWith('GET /up ')
          ? 'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"health":"OK"}'
          : http500('<html>nginx'),
      ),
  ],
])
  test(`a proxy that passes no Upgrade to Reverb is known by ${what}`, async () => {
    const found = await examined(await tcp(reverb));
    assert.match(found.wrong, /Reverb returns 500, as it does when it receives no upgrade request/);
    assert.match(found.change, /proxy_set_header Upgrade/);
  });
function http500(body) {
  return `HTTP/1.1 500 Internal Server Error\r\nServer: nginx/1.22.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

test('another 500 is not said to be Reverb', async () => {
  const found = await examined(await tcp((socket) => socket.end(http500('oh'))));
  assert.match(found.wrong, /the server returns 500 instead of a WebSocket/);
});

for (const [version, session] of [
  ['laravel-echo-server', '97:0{"sid":"0_ARt8xU94bvNH3-AAAA","upgrades":["websocket"]}2:40'],
  ['Socket.IO 4', '0{"sid":"BXl3dS6hPxGbi4ecAAAA","upgrades":["websocket"]}'],
])
  test(`${version}, which hangs up on a WebSocket at /app, is recognized`, async () => {
    const url = await tcp((socket, request) =>
      request.startsWith('GET /socket.io/?')
        ? socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${session.length}\r\n\r\n${session}`)
        : socket.end(),
    );
    const found = await examined(url);
    assert.match(found.wrong, /this is a Socket\.IO server, such as laravel-echo-server/);
  });

for (const [code, wrong, change] of [
  [4301, /limits the rate of messages.*4301: Rate limit exceeded/, /RATE_LIMIT/],
  [4009, /does not accept the signature of --secret \(4009/, /REVERB_APP_SECRET/],
  [4200, /rejects the channel private-oread-doctor \(4200/, /log/],
])
  test(`Reverb answers ${code} to a private channel: the code counts`, async () => {
    const url = await pusher((frame, say) =>
      frame.data.channel?.startsWith('private')
        ? say('pusher:error', JSON.stringify({ code, message: 'Rate limit exceeded' }))
        : confirming(frame, say),
    );
    const found = await examined(url, '--secret', 's');
    assert.match(found.wrong, wrong);
    assert.match(found.change, change);
  });

test('soketi refuses a signature with a status', async () => {
  const refusal = { type: 'AuthError', error: 'The connection is unauthorized.', status: 401 };
  const url = await pusher((frame, say) =>
    frame.data.channel?.startsWith('private')
      ? say('pusher:subscription_error', refusal, frame.data.channel)
      : confirming(frame, say),
  );
  assert.match((await examined(url, '--secret', 's')).wrong, /signature of --secret \(401: The/);
});

for (const [what, answer, wrong] of [
  [
    'soketi, HTTP 200 and an error',
    [200, '{"error":"The app 7 could not be found.","code":404}'],
    /rejects the event \(404: The app 7/,
  ],
  ['a page', [200, '<!doctype html>'], /rejects the event \(200: a page\)/],
  ['a server that delivers nothing', [200, '{}'], /did not deliver it/],
])
  test(`publishing to ${what}`, async () => {
    const url = await pusher(confirming, (_, response) =>
      response.writeHead(answer[0]).end(answer[1]),
    );
    const found = await examined(url, '--secret', 's');
    assert.equal(found.steps.at(-1).step, 'publish');
    assert.match(found.wrong, wrong);
  });

const drip = (socket, bytes) => {
  const timer = setInterval(() => socket.write(bytes), 20);
  socket.on('close', () => clearInterval(timer));
};
for (const [where, url, wrong] of [
  ['in the head', () => tcp((socket) => drip(socket, 'x')), /does not speak HTTP/],
  [
    'in the header fields',
    () => tcp((socket) => (socket.write('HTTP/1.1 200 OK\r\n'), drip(socket, 'a: b\r\n'))),
    /started to respond but did not finish/,
  ],
  [
    'in the body',
    () => tcp((socket) => (socket.write('HTTP/1.1 404 No\r\n\r\n'), drip(socket, 'x'))),
    /there is no WebSocket server/,
  ],
  [
    'in the greeting',
    async () => {
      const server = http.createServer();
      new WebSocketServer({ server }).on('connection', (ws) => {
        ws.on('error', () => {});
        ws._socket.write(Buffer.from([0x81, 126, 0x40, 0]));
        drip(ws._socket, 'x');
      });
      return listening(server);
    },
    /sends no complete message/,
  ],
  [
    'of pings',
    async () => {
      const server = http.createServer();
      new WebSocketServer({ server }).on('connection', (ws) => {
        const timer = setInterval(() => ws.ping(), 5);
        ws.on('close', () => clearInterval(timer));
        ws.on('error', () => {});
      });
      return listening(server);
    },
    /sends no complete message/,
  ],
  [
    'of other events',
    () => pusher((_, say, ws) => drip({ write: () => say('x', '{}'), on: (...a) => ws.on(...a) })),
    /does not respond to a subscription/,
  ],
])
  test(`a server that drips ${where} does not keep the doctor`, async () => {
    const found = await examined(await url());
    assert.match(found.wrong, wrong);
  });

/** Sends without a pause, as fast as the client reads. */
const flood = (socket, bytes) => {
  const more = () => {
    while (socket.writable && socket.write(bytes));
  };
  socket.on('drain', more);
  more();
};
for (const [what, url, wrong] of [
  [
    'interim answers',
    () => tcp((socket) => flood(socket, 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(1000))),
    /started to respond but did not finish|sent nothing|does not speak HTTP/,
  ],
  [
    'other events',
    () =>
      pusher((_, say, ws) => {
        const event = Buffer.from('{"event":"x","data":"{}"}');
        flood(ws._socket, Buffer.concat([Buffer.from([0x81, event.length]), event]));
      }),
    /does not respond to a subscription/,
  ],
])
  test(`a server that floods with ${what} does not keep the doctor`, async () => {
    const found = await examined(await url());
    assert.match(found.wrong, wrong);
  });

test('a socket id may hold whatever a string does', async () => {
  let told;
  const url = await pusher(
    (frame, say) => {
      confirming(frame, say);
      told ??= (data) => say('ping', data, 'oread-doctor');
    },
    async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      told(JSON.parse(body).data);
      response.end('{}');
    },
    JSON.stringify({
      event: 'pusher:connection_established',
      data: JSON.stringify({ socket_id: '1."2\\', activity_timeout: 30 }),
    }),
  );
  const found = await examined(url, '--secret', 's');
  assert.equal(found.steps.at(-1).said, 'a published event arrives');
});

// The shared table of codes: the command's sentences are compared with it.
const codes = JSON.parse(
  fs.readFileSync(new URL('../../tables/close_codes.json', import.meta.url), 'utf8'),
);
for (const { code, when, wrong, change, option } of codes)
  test(`${code} while ${when} means what the table says`, async () => {
    const error = { event: 'pusher:error', data: { code, message: 'said' } };
    const here = option === '' ? change : `${change} (here: ${option})`;
    const server = http.createServer();
    new WebSocketServer({ server }).on('connection', (ws) => {
      if (when === 'connected') ws.send(greeting);
      ws.send(JSON.stringify(error));
    });
    const url = await listening(server);
    if (when === 'connecting') {
      const found = await examined(url);
      assert.equal(found.wrong, `${wrong} (${code}: said)`);
      assert.equal(found.change, here);
    }
    const listener = new Oread(['listen', url, '-c', 'news']);
    await listener.complaint(new RegExp(`\\(${code}\\)`));
    for (const words of [wrong.slice(1), change])
      assert.ok(listener.complaints.includes(words), `${words} in ${listener.complaints}`);
    await listener.signal('SIGKILL');
  });
