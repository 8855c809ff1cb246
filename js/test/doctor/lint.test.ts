// Findings about options: each is reported once, and valid options have none.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lint } from '../../src/doctor/lint.js';
import { known, meant } from '../../src/doctor/options.js';

const good = { broadcaster: 'reverb', key: 'k', wsHost: 'ws.app.test', namespace: 'App.Events' };

afterEach(() => vi.unstubAllGlobals());

it.each([
  [good],
  [{ broadcaster: 'pusher', key: 'k', cluster: 'eu' }],
  [{ ...good, forceTLS: false, wsPort: 6001 }],
  [{ ...good, wsPort: 443 }],
  [{ ...good, wsPort: '8080', wssPort: '8443', enabledTransports: ['ws', 'wss'] }],
  [{ ...good, wsPort: null, wssPort: '', forceTLS: undefined }],
  [{ ...good, wsHost: '[::1]', wssPort: 6001 }],
  [{ ...good, wsPath: '/reverb', authEndpoint: 'https://api.test/broadcasting/auth' }],
  [{ ...good, bearerToken: '1|abc', auth: { headers: {} }, something: 'of the app', path2: 1 }],
])('accepts %o', (options) => {
  expect(lint(options)).toEqual([]);
});

it.each([
  [{ key: '' }, /no key/],
  [{ key: 'undefined' }, /`key` is the string "undefined"/],
  [{ key: 'null' }, /`key` is the string "null"/],
  [{ key: '"abc"' }, /the quotes are part of `key`/],
  [{ key: '${REVERB_APP_KEY}' }, /`key` is the string .* a variable was not replaced/],
  [{ key: ' abc' }, /spaces are part of `key`/],
  [{ wsHost: undefined }, /no wsHost/],
  [{ wsHost: 'undefined' }, /`wsHost` is the string "undefined"/],
  [{ wsHost: '"ws.test"' }, /the quotes are part of `wsHost`/],
  [{ wsHost: "'ws.test'" }, /the quotes are part of `wsHost`/],
  [{ wsHost: 'localhost:8080' }, /`wsHost` is more than a host: localhost:8080/],
  [{ wsHost: '[::1]:8080' }, /`wsHost` is more than a host/],
  [{ wsHost: 'https://ws.test' }, /`wsHost` is more than a host/],
  [{ wsHost: 'ws.test/reverb' }, /`wsHost` is more than a host/],
  [{ wsHost: 'api-mt1.pusher.com' }, /HTTP API/],
  [{ wsHost: 'localhost' }, /no port is set/],
  [{ wsPort: 8080 }, /`wsPort` is not used/],
  [{ wssPort: 'undefined' }, /`wssPort` is the string "undefined"/],
  [{ wssPort: NaN }, /`wssPort` is the string "NaN"/],
  [{ wsPort: 'undefined' }, /`wsPort` is the string "undefined"/],
  [{ wssPort: '8080/' }, /`wssPort` is not a port/],
  [{ wssPort: 99_999 }, /`wssPort` is not a port/],
  [{ forceTLS: 'false' }, /TLS is on: `forceTLS` is "false"/],
  [{ forceTLS: 'http' }, /TLS is on/],
  [{ forceTLS: 0 }, /TLS is on/],
  [{ enabledTransports: 'ws' }, /`enabledTransports` is not an array/],
  [{ enabledTransports: ['ws', 'xhr_streaming'] }, /are the only transports/],
  [{ authEndpoint: 'undefined/broadcasting/auth' }, /`authEndpoint` is the string "undefined\//],
  [{ authEndpoint: '/undefined/broadcasting/auth' }, /`authEndpoint` is the string/],
  [{ authEndpoint: 'broadcasting/auth' }, /relative to the page's path/],
  [{ authEndpoint: '//broadcasting/auth' }, /broadcasting is treated as a host/],
  [
    { channelAuthorization: { endpoint: 'undefined/auth' } },
    /`channelAuthorization.endpoint` is the string/,
  ],
  [{ userAuthentication: { endpoint: 'auth' } }, /`userAuthentication.endpoint` starts with/],
  [{ wsPath: 'reverb' }, /`wsPath` is not the part of the address before/],
  [{ wsPath: '/app' }, /`wsPath` is not the part of the address before/],
  [{ wsPath: '/undefined' }, /`wsPath` is the string "\/undefined"/],
  [{ bearerToken: 'Bearer 1|abc' }, /starts with "Bearer"/],
  [{ bearerToken: 'undefined' }, /`bearerToken` is the string "undefined"/],
  [{ namespace: 'App.Events.' }, /`namespace` starts or ends/],
  [{ encrypted: true }, /`encrypted` is ignored/],
  [{ host: 'x' }, /`host` is ignored/],
  [{ forceTls: false }, /there is no option `forceTls`/],
  [{ wshost: 'ws.test' }, /there is no option `wshost`/],
  [{ authEndPoint: '/a' }, /there is no option `authEndPoint`/],
  [{ enableTransports: ['ws'] }, /there is no option `enableTransports`/],
  [{ bearer_token: 'x' }, /there is no option `bearer_token`/],
  [{ wssport: 443 }, /there is no option `wssport`/],
])('reports %o', (more, wrong) => {
  const found = lint({ ...good, ...more });
  expect(found.map((one) => one.wrong)).toEqual([expect.stringMatching(wrong)]);
  expect(found[0]!.change).not.toBe('');
});

it('requires a cluster for Pusher', () => {
  expect(lint({ broadcaster: 'pusher', key: 'k' })[0]!.wrong).toMatch(/neither a cluster nor/);
});

it('reports what an https page may not do', () => {
  vi.stubGlobal('location', { protocol: 'https:', hostname: 'app.test' });
  const found = lint({ ...good, forceTLS: false, authEndpoint: 'http://app.test/auth' });
  expect(found.map(({ wrong }) => wrong)).toEqual([
    expect.stringMatching(/may not use ws/),
    expect.stringMatching(/which an https page may not request/),
  ]);
});

describe('misspelt options', () => {
  it('are compared with all options', () => {
    const names = (file: string, from: string) => {
      const text = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
      const start = text.indexOf(from);
      const body = text.slice(start, text.indexOf('\n}', start));
      return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name!);
    };
    const all = [
      ...names('pusher/options.ts', 'export interface Options {'),
      ...names('echo/types.ts', 'GenericOptions<'),
      ...names('echo/types.ts', 'interface Clients {'),
    ];
    // `host` exists only for Socket.IO, and is reported as ignored.
    const wanted = new Set(all.filter((name) => name !== 'host'));
    expect([...known].sort()).toEqual([...wanted].sort());
  });
  it('get a suggestion', () => {
    expect(meant('forceTls')).toBe('forceTLS');
    expect(meant('wsHosts')).toBe('wsHost');
    expect(meant('authendpoint')).toBe('authEndpoint');
    expect(meant('debug')).toBeUndefined();
    expect(meant('wsHost')).toBeUndefined();
  });
});
