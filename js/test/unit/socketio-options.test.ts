// Where `oread/socket.io` connects to.
import { afterEach, expect, test, vi } from 'vitest';
import { addresses } from '../../src/socketio/options.js';

afterEach(() => vi.unstubAllGlobals());

const page = (origin: string) => vi.stubGlobal('location', new URL(origin));
const websocket = 'EIO=4&transport=websocket';
const polling = 'EIO=4&transport=polling';

test.each([
  ['http://a:6001', 'ws://a:6001', 'http://a:6001'],
  ['https://a', 'wss://a', 'https://a'],
  ['https://a:443/', 'wss://a', 'https://a'],
  ['ws://a:80', 'ws://a', 'http://a'],
  ['wss://[::1]:6001', 'wss://[::1]:6001', 'https://[::1]:6001'],
  ['a:6001', 'wss://a:6001', 'https://a:6001'],
  ['//a:6001', 'wss://a:6001', 'https://a:6001'],
])('the host %s', (host, socket, requests) => {
  expect(addresses({ host }).slice(0, 2)).toEqual([
    `${socket}/socket.io/?${websocket}`,
    `${requests}/socket.io/?${polling}`,
  ]);
});

test('the page supplies the scheme, or the whole address', () => {
  page('http://shop.test:8000/cart?a=1');
  expect(addresses({ host: 'a:6001' })[0]).toBe(`ws://a:6001/socket.io/?${websocket}`);
  expect(addresses({})[0]).toBe(`ws://shop.test:8000/socket.io/?${websocket}`);
});

test('a path and a query', () => {
  const host = 'http://ws.http';
  expect(addresses({ host, path: '/ws/', query: { token: 'a&b é' } }).slice(0, 2)).toEqual([
    `ws://ws.http/ws/?token=a%26b+%C3%A9&${websocket}`,
    `http://ws.http/ws/?token=a%26b+%C3%A9&${polling}`,
  ]);
  expect(addresses({ host, query: 'a=1&b=2' })[0]).toBe(
    `ws://ws.http/socket.io/?a=1&b=2&${websocket}`,
  );
  for (const query of [null, undefined, '', false] as any[])
    expect(addresses({ host, query })[0]).toBe(`ws://ws.http/socket.io/?${websocket}`);
});

test.each([
  [undefined, 'websocket,polling'],
  [['polling', 'websocket'], 'polling,websocket'],
  [['websocket', 'polling', 'flashsocket'], 'websocket,polling'],
  [['polling', 'polling'], 'polling'],
])('the transports %s', (transports, wanted) => {
  expect(addresses({ host: 'http://a', transports })[2]).toBe(wanted);
});

test.each([
  [{}, 'host must be like https://example.com:6001, got nothing'],
  [{ host: 'http://a/admin' }, 'host must be like'],
  [{ host: 'http://a?b' }, 'host must be like'],
  [{ host: 'ftp://a' }, 'host must be like'],
  [{ host: 'http://a b' }, 'host must be like'],
  [{ host: 'http://a', path: 'ws' }, 'path must start with /'],
  [{ host: 'http://a', path: '/ws?a' }, 'path must start with /'],
  [{ host: 'http://a', transports: ['flashsocket'] }, 'transports must contain'],
  [{ host: {} as string }, 'host must be a string'],
])('%o is rejected', (options, words) => {
  expect(() => addresses(options)).toThrow(words);
});
