// Several requests on one connection: whatever libwebsockets does between two of them, the server responds or closes,
// and keeps working.
import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { app, DevServer } from './dev_server.mjs';

let server;
before(async () => {
  server = await DevServer.start('--demo-auth');
});
after(() => server.kill());

/** The statuses of all complete responses. */
function statuses(text) {
  const found = [];
  for (;;) {
    const head = /^HTTP\/1\.[01] (\d+) [^]*?\r\n\r\n/.exec(text);
    if (head === null) return found;
    const size = /content-length: (\d+)/.exec(head[0])?.[1] ?? 0;
    if (text.length < head[0].length + Number(size)) return found;
    found.push(Number(head[1]));
    text = text.slice(head[0].length + Number(size));
  }
}

/** Sends each text after the response to the previous one, until the server closes. */
function talk(texts) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1');
    let answer = '';
    let sent = 0;
    const hang = setTimeout(
      () => reject(new Error(`the server is silent after: ${answer}`)),
      20_000,
    );
    const next = () => {
      if (sent < texts.length) socket.write(texts[sent++]);
    };
    socket.on('connect', next);
    socket.on('data', (piece) => {
      answer += piece.toString('latin1');
      if (statuses(answer).length >= sent) next();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(hang);
      resolve(answer);
    });
  });
}

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const upgrade = (to) =>
  `GET /app/${app.key}?protocol=7 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
const last = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';
const post = (body, head = '') =>
  `POST /broadcasting/auth HTTP/1.1\r\nHost: localhost\r\n${form}${head}Content-Length: ${body.length}\r\n\r\n${body}`;

for (const [name, texts] of Object.entries({
  'a get': [get, upgrade('foo')],
  'a page that is not there': ['GET /none HTTP/1.1\r\nHost: x\r\n\r\n', upgrade('foo')],
  'a post': [post('a=b'), upgrade('foo')],
  'a refused post': ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', upgrade('foo')],
  'an ignored upgrade': [upgrade('h2c'), upgrade('foo')],
  'a get, in one packet': [get + upgrade('foo')],
  'a get, with another behind it': [get, upgrade('foo') + get],
  'many gets': [...Array(20).fill(get), upgrade('foo')],
})) {
  test(`an upgrade that nobody knows after ${name} is refused, and the server goes on`, async () => {
    for (let round = 0; round < 100; ++round) {
      const got = statuses(await talk(texts));
      assert.equal(got.at(-1), 403);
      assert.equal(
        got.length,
        texts.join('').match(/HTTP\/1\.1\r\n/g).length - (name.includes('behind') ? 1 : 0),
      );
    }
    await server.assertAlive();
  });
}

const length = 'Content-Length: 7\r\n';
for (const [name, behind, status] of [
  ['two framings and no version', 'POST /\nTransfer-Encoding:n\nContent-Length:7\n\n', 400],
  ['two framings', `POST / HTTP/1.1\r\n${length}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['an invalid length', 'POST / HTTP/1.1\r\nContent-Length: 7x\r\n\r\n1234567', 400],
  ['a blank before the colon', 'POST / HTTP/1.1\r\nContent-Length : 7\r\n\r\n1234567', 400],
  ['a body', post('1234567'), 400],
  ['a body and more', post('1234567').repeat(3), 400],
  ['a body that is short', post('1') + get, 400],
  ['a method in small letters', `post / HTTP/1.1\r\n${length}\r\n1234567`, 400],
  ['two blanks behind the method', `POST  / HTTP/1.1\r\n${length}\r\n1234567`, 400],
  ['a get with a body', `GET / HTTP/1.1\r\n${length}\r\n1234567`, 400],
  ['a put without a length', 'PUT / HTTP/1.1\r\n\r\n1234567', 400],
  ['a patch of no length', 'PATCH / HTTP/1.1\r\nContent-Length: 0\r\n\r\n', 400],
]) {
  for (const first of [get, 'GET / HTTP/1.1\n\n', post('a=b')]) {
    const of = first.split(' ')[0];
    test(`${name}, sent in advance behind a ${of}${first.includes('\r') ? '' : ' of bare lines'}, is refused and closed`, async () => {
      const got = statuses(await talk([first + behind]));
      // What follows a body cannot be told apart from it: this response is the last one.
      assert.deepEqual(got, first === get || of === 'GET' ? [200, status] : [400]);
      await server.assertAlive();
    });
  }
}

test('empty lines before a request in advance end the connection', async () => {
  assert.deepEqual(statuses(await talk([`${get}\r\n\r\n${post('a=b')}`])), [200]);
  await server.assertAlive();
});

test('gets that are sent in advance are all answered, in order', async () => {
  assert.deepEqual(
    statuses(await talk([get + 'GET /none HTTP/1.1\r\nHost: x\r\n\r\n' + get + last])),
    [200, 404, 200, 200],
  );
});

test('a connection takes one request after the other', async () => {
  const empty = post('', 'Accept: */*\r\n');
  const body = 'socket_id=1.2&channel_name=private-a';
  const got = await talk([get, post(body), empty, get, post(body), last]);
  assert.deepEqual(statuses(got), [200, 200, 400, 200, 200, 200]);
});

for (const header of [
  'Content-Length : 7',
  'Content-Length\t: 7',
  ' Content-Length: 7',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding\t: chunked',
  ' Transfer-Encoding: chunked',
  'Content-Length: +7',
  'Content-Length: 7 ,7',
  'Content-Length: 0x7',
  'Content-Length: 7\r\nContent-Length: 8',
  `Content-Length: ${'0'.repeat(40)}7`,
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: x\r\nTransfer-Encoding: chunked',
]) {
  test(`a body behind ${JSON.stringify(header)} is refused with 400`, async () => {
    const got = await talk([`POST / HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n1234567`]);
    assert.deepEqual(statuses(got), [400]);
    assert.match(got, /connection: close/);
  });
}
