// The HTTP requests of links: what is sent, and what the engine hears of the response.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { EffectTag, InputTag, Limit, type RequestInput } from '../../src/host/border.js';
import { Polls } from '../../src/host/ports/polls.js';

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => vi.unstubAllGlobals());

/** Polls, and the next inputs that they report. */
function stage() {
  const inputs: RequestInput[] = [];
  let wake = () => {};
  const polls = new Polls('include', (input) => {
    inputs.push(input);
    wake();
  });
  const next = async () => {
    while (!inputs.length) await new Promise<void>((resolve) => (wake = resolve));
    return inputs.shift();
  };
  const send = (link: number, request: number, body = '', last = false, at = url) =>
    polls.start_([EffectTag.SendRequest, link, request, at, body, last]);
  return { polls, inputs, next, send };
}

const answered = (request: number, status: number, body: unknown) => [
  InputTag.RequestAnswered,
  1,
  request,
  status,
  body,
];

test('a poll is a GET, and a message a POST that needs no preflight', async () => {
  const seen: unknown[] = [];
  answer = async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { method, headers } = request;
    seen.push([method, headers['content-type'], headers['cache-control'], body]);
    response.end('4é€😀');
  };
  const { next, send } = stage();
  send(1, 1);
  expect(await next()).toEqual(answered(1, 200, '4é€😀'));
  send(1, 2, '42["é"]');
  await next();
  expect(seen).toEqual([
    ['GET', undefined, 'no-cache', ''],
    ['POST', 'text/plain;charset=UTF-8', 'no-cache', '42["é"]'],
  ]);
});

test('credentials are sent as asked, and the last request outlives the page', async () => {
  const fetched = vi.fn((_url: string, _how: RequestInit) => Promise.resolve(new Response('ok')));
  vi.stubGlobal('fetch', fetched);
  const { next, send } = stage();
  send(1, 1, '1', true);
  await next();
  expect(fetched.mock.calls[0]![1]).toEqual({
    method: 'POST',
    body: '1',
    cache: 'no-store',
    credentials: 'include',
    keepalive: true,
  });
});

test('a status other than 200 is reported with the body', async () => {
  answer = (_request, response) => response.writeHead(400).end('{"code":1}');
  const { next, send } = stage();
  send(1, 1);
  expect(await next()).toEqual(answered(1, 400, '{"code":1}'));
});

test('a body that is too long is cut off before it is read whole', async () => {
  let ended = false;
  answer = (_request, response) => {
    response.on('close', () => (ended = true));
    const more = () => {
      while (!ended && response.write('é'.repeat(10_000)));
    };
    response.on('drain', more);
    more();
  };
  const { next, send } = stage();
  send(1, 1);
  const [tag, , , status, body] = (await next())!;
  expect(tag).toBe(InputTag.RequestAnswered);
  expect(status).toBe(200);
  expect(Buffer.byteLength(body!)).toBeGreaterThan(Limit.MessageBytes);
  expect(body!.length).toBeLessThanOrEqual(Limit.MessageBytes + 1);
  // The rest is not read: the server's connection ends.
  while (!ended) await new Promise((resolve) => setTimeout(resolve));
});

test.each([
  ['not UTF-8', Buffer.from([0x34, 0xff])],
  ['an incomplete character', Buffer.from([0x34, 0xc3])],
])('%s has the status 0', async (_name, bytes) => {
  answer = (_request, response) => response.end(bytes);
  const { next, send } = stage();
  send(1, 1);
  expect(await next()).toEqual(answered(1, 0, expect.stringMatching(/\w/)));
});

test('a request without a response has the status 0, with words', async () => {
  answer = (request) => request.socket.destroy();
  const { next, send } = stage();
  send(1, 1);
  expect(await next()).toEqual(answered(1, 0, expect.stringMatching(/\w/)));
});

test('a link that was closed reports nothing, and its poll is aborted after the last request', async () => {
  const closed: string[] = [];
  const open: ServerResponse[] = [];
  answer = (request, response) => {
    open.push(response);
    response.on('close', () => closed.push(request.method!));
  };
  const { polls, inputs, send } = stage();
  send(1, 1);
  send(1, 2, '1', true);
  while (open.length < 2) await new Promise((resolve) => setTimeout(resolve));
  polls.close_(1);
  open.find(({ req }) => req.method === 'POST')!.end('ok');
  while (closed.length < 2) await new Promise((resolve) => setTimeout(resolve));
  expect(closed).toEqual(['POST', 'GET']);
  expect(inputs).toEqual([]);
});

test('a link that was closed before it sent anything aborts its poll at once', () => {
  const fetched = vi.fn((_url: string, _how: RequestInit) => new Promise(() => {}));
  vi.stubGlobal('fetch', fetched);
  const { polls, send } = stage();
  send(1, 1);
  polls.close_(1);
  expect(fetched.mock.calls[0]![1].signal!.aborted).toBe(true);
});

test('what was sent before the last request still arrives, and then the last one', async () => {
  const seen: string[] = [];
  const open: ServerResponse[] = [];
  answer = async (request, response) => {
    for await (const piece of request) seen.push(`${piece}`);
    open.push(response);
  };
  const { polls, inputs, send } = stage();
  send(1, 1, '42["a"]');
  send(1, 2, '1', true);
  polls.close_(1);
  while (!open.length) await new Promise((resolve) => setTimeout(resolve));
  expect(seen).toEqual(['42["a"]']);
  open.pop()!.end('ok');
  while (!open.length) await new Promise((resolve) => setTimeout(resolve));
  expect(seen).toEqual(['42["a"]', '1']);
  open.pop()!.end('ok');
  expect(inputs).toEqual([]);
});

test('what no server answers is given up some time after its link was closed', async () => {
  vi.useFakeTimers();
  const asked: [body: unknown, signal: AbortSignal | null | undefined][] = [];
  vi.stubGlobal('fetch', (_: string, { body, signal }: RequestInit) => {
    asked.push([body, signal]);
    return new Promise((_, reject) => signal?.addEventListener('abort', reject));
  });
  const { polls, inputs, send } = stage();
  send(1, 1);
  send(1, 2, '42["a"]');
  send(1, 3, '1', true);
  polls.close_(1);
  const aborted = () => asked.map(([body, signal]) => [body, signal?.aborted]);
  await vi.advanceTimersByTimeAsync(2999);
  expect(aborted()).toEqual([
    [undefined, false],
    ['42["a"]', false],
  ]);
  await vi.advanceTimersByTimeAsync(1);
  expect(aborted()).toEqual([
    [undefined, true],
    ['42["a"]', true],
    ['1', undefined],
  ]);
  expect([inputs, vi.getTimerCount()]).toEqual([[], 0]);
  vi.useRealTimers();
});
