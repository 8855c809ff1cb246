// The URL that TypeScript guesses is the one that the engine asks for: or the early socket is in vain.
import { describe, expect, it } from 'vitest';
import { Do, In, type PusherServer } from '../../src/host/border.js';
import { Engine } from '../../src/host/engine.js';
import { socketUrl } from '../../src/host/socket_url.js';
import { builds } from './builds.js';

const servers: PusherServer[] = [
  ['key', 'ws-eu.pusher.com', 80, 443, true, '', 'oread', '2.5.0'],
  ['key', 'localhost', 8080, 8443, false, '', 'oread', '2.5.0'],
  ['key', '127.0.0.1', 8080, 443, false, '/prefix', 'oread', '2.5.0'],
  ['key', '::1', 8080, 443, false, '', 'oread', '2.5.0'],
  ['key', '2001:db8::7', 80, 6001, true, '', 'oread', '2.5.0'],
  ['key', '[2001:db8::7]', 80, 6001, true, '', 'oread', '2.5.0'],
  ['a b/c?d&e=f#g%', 'host', 1, 65535, true, '', 'my app', '1+2'],
  ["-_.!~*'()", 'host', 80, 443, true, '', "-_.!~*'()", '"<>\\^`{|}'],
  ['schlüssel🔑', 'xn--bcher-kva.example', 80, 443, true, '/a/b', 'ünï', '版'],
];

describe.each(builds)('the address of %s', (_, start) => {
  it.each(servers)('of "%s" at %s port %d and %d, TLS %s, path "%s"', async (...server) => {
    const engine = new Engine(await start());
    expect(engine.create(server, {})).toEqual([]);
    const [, , url] = engine.handle([In.Connect], 0).find(([tag]) => tag === Do.OpenLink)!;
    expect(socketUrl(server)).toBe(url);
  });
});
