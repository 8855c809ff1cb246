// Options that do not mean what their author thinks.
import type { Finding } from './finding.js';

const unused: Record<string, string> = {
  encrypted: 'use forceTLS',
  useTLS: 'use forceTLS',
  host: 'use wsHost',
  port: 'use wsPort and wssPort',
  scheme: 'use forceTLS',
  path: 'use wsPath',
  httpHost: 'leave it out: there is no HTTP fallback',
};

type Rule = (options: any) => Finding | false | undefined | '' | null;

const rules: Rule[] = [
  ({ key }) => !key && { wrong: 'there is no key', change: 'give the key of the server as `key`' },
  ({ broadcaster, wsHost }) =>
    broadcaster === 'reverb' &&
    !wsHost && {
      wrong: 'there is no wsHost, and Reverb has no default one',
      change: 'give the host of the server as `wsHost` (VITE_REVERB_HOST)',
    },
  ({ wsHost }) =>
    /^(api|sockjs)[.-].*pusher\.com$|^api\.pusherapp\.com$/.test(wsHost) && {
      wrong: `${wsHost} is where Pusher's HTTP API is, not its WebSockets`,
      change: 'leave `wsHost` out and give the `cluster`',
    },
  ({ wsHost, wsPort, wssPort }) =>
    /^(localhost|127\.|\[?::1)/.test(wsHost) &&
    !wsPort &&
    !wssPort && {
      wrong: `there is no port, and a server on ${wsHost} is seldom on 80 or 443`,
      change: 'give `wsPort` and `wssPort` (Reverb: 8080, `oread serve`: 6001)',
    },
  ({ forceTLS, wsPort, wssPort }) =>
    forceTLS !== false &&
    wsPort &&
    Number(wsPort) !== 443 &&
    !wssPort && {
      wrong: 'TLS is on, so `wsPort` is not used',
      change: 'give `wssPort`, or set `forceTLS: false`',
    },
  ({ forceTLS }) =>
    forceTLS === false &&
    globalThis.location?.protocol === 'https:' && {
      wrong: 'a page on https may not use ws, so `forceTLS: false` is ignored',
      change: 'have the server speak TLS',
    },
  ({ forceTLS, wsPort, wssPort }) =>
    forceTLS !== false &&
    [6001, 8080].includes(Number(wssPort || wsPort)) &&
    /^(localhost|127\.0\.0\.1)$/.test(globalThis.location?.hostname ?? '') && {
      wrong: 'TLS is on, and servers of this port rarely speak it in development',
      change: 'set `forceTLS: false` there',
    },
  ({ enabledTransports }) =>
    enabledTransports?.some?.((one: string) => one !== 'ws' && one !== 'wss') && {
      wrong: 'there are no other transports than ws and wss',
      change: 'leave the others out of `enabledTransports`',
    },
];

export function lint(options: any): Finding[] {
  const found = rules.map((rule) => rule(options)).filter((one): one is Finding => !!one);
  for (const name in unused)
    if (options[name] != null)
      found.push({ wrong: `the option \`${name}\` is ignored`, change: unused[name]! });
  return found;
}
