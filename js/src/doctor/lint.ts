// Findings about options: unknown, unused, malformed or contradictory ones.
import { optional } from '../host/optional.js';
import type { Finding } from '../echo/development.js';
import { meant } from './options.js';

const unused: Record<string, string> = {
  encrypted: 'use forceTLS',
  useTLS: 'use forceTLS',
  host: 'use wsHost',
  port: 'use wsPort and wssPort',
  scheme: 'use forceTLS',
  path: 'use wsPath',
  httpHost: 'remove it: there is no HTTP fallback',
};

/** String and port options, which often come from a build's environment variables. */
const texts: Record<string, (options: any) => unknown> = {
  key: ({ key }) => key,
  cluster: ({ cluster }) => cluster,
  wsHost: ({ wsHost }) => wsHost,
  wsPort: ({ wsPort }) => wsPort,
  wssPort: ({ wssPort }) => wssPort,
  wsPath: ({ wsPath }) => wsPath,
  bearerToken: ({ bearerToken }) => bearerToken,
  authEndpoint: ({ authEndpoint }) => authEndpoint,
  'channelAuthorization.endpoint': ({ channelAuthorization }) => channelAuthorization?.endpoint,
  'userAuthentication.endpoint': ({ userAuthentication }) => userAuthentication?.endpoint,
};

/** A finding about a string, whatever option it is for. */
function mistaken(name: string, value: string): Finding | false {
  const quoted = /^\s*(["'`]).*\1\s*$/.test(value);
  if (/(^|\/)(undefined|null|NaN|\[object \w+\])(\/|$)/.test(value))
    return {
      wrong: `\`${name}\` is the string "${value}"`,
      change: 'check the variable that it comes from: it was empty when the page was built',
    };
  if (/\$\{|import\.meta|process\.env/.test(value))
    return {
      wrong: `\`${name}\` is the string "${value}", in which a variable was not replaced`,
      change: 'check the .env file and the build of the page',
    };
  if (quoted || value !== value.trim())
    return {
      wrong: `${quoted ? 'the quotes' : 'spaces'} are part of \`${name}\`: ${value}`,
      change: 'remove them from the .env file or the option',
    };
  return false;
}

const isPort = (value: unknown) =>
  /^\d+$/.test(`${value}`) && Number(value) > 0 && Number(value) < 65_536;
/** Whether the value means the default. */
const isAbsent = (value: unknown) => value == null || value === '' || value === false;

type Rule = (options: any) => Finding | false | undefined | '' | null;

const endpoints: Rule[] = [
  'authEndpoint',
  'channelAuthorization.endpoint',
  'userAuthentication.endpoint',
].map((name) => (options) => {
  const value = texts[name]!(options);
  if (typeof value !== 'string' || !value || mistaken(name, value)) return false;
  const page = globalThis.location?.protocol;
  if (/^\/\/[^/.:]+\//.test(value))
    return {
      wrong: `\`${name}\` starts with //, so ${value.split('/')[2]} is treated as a host`,
      change: 'start it with one slash',
    };
  if (!/^(\/|https?:\/\/)/.test(value))
    return {
      wrong: `\`${name}\` starts with neither / nor http, so it is relative to the page's path`,
      change: 'start it with a slash',
    };
  return (
    page === 'https:' &&
    value.startsWith('http://') && {
      wrong: `\`${name}\` uses http, which an https page may not request`,
      change: 'use https',
    }
  );
});

const rules: Rule[] = [
  ({ key }) => !key && { wrong: 'there is no key', change: 'pass the key of the server as `key`' },
  ({ broadcaster, wsHost }) =>
    broadcaster === 'reverb' &&
    !wsHost && {
      wrong: 'there is no wsHost, and Reverb has no default host',
      change: 'pass the host of the server as `wsHost` (VITE_REVERB_HOST)',
    },
  ({ broadcaster, cluster, wsHost }) =>
    broadcaster === 'pusher' &&
    !cluster &&
    !wsHost && {
      wrong: 'there is neither a cluster nor a wsHost',
      change: 'pass the `cluster` of the app (VITE_PUSHER_APP_CLUSTER) or a `wsHost`',
    },
  ({ wsHost }) =>
    /^(api|sockjs)[.-].*pusher\.com$|^api\.pusherapp\.com$/.test(wsHost) && {
      wrong: `${wsHost} is the host of Pusher's HTTP API, not of its WebSockets`,
      change: 'remove `wsHost` and pass the `cluster`',
    },
  ({ wsHost }) =>
    typeof wsHost === 'string' &&
    !mistaken('wsHost', wsHost) &&
    /\/|^[^[:]+:\d*$|^\[.*\]:/.test(wsHost) && {
      wrong: `\`wsHost\` is more than a host: ${wsHost}`,
      change: 'pass only the name here, the port as `wsPort` and `wssPort`, and a path as `wsPath`',
    },
  ({ wsPath }) =>
    typeof wsPath === 'string' &&
    !mistaken('wsPath', wsPath) &&
    /^[^/]|\/app\b/.test(wsPath) && {
      wrong: `\`wsPath\` is not the part of the address before /app: ${wsPath}`,
      change: 'start it with a slash, and omit /app and the key',
    },
  ...['wsPort', 'wssPort'].map(
    (name): Rule =>
      (options) =>
        !isAbsent(options[name]) &&
        !isPort(options[name]) &&
        !mistaken(name, `${options[name]}`) && {
          wrong: `\`${name}\` is not a port: ${options[name]}`,
          change: 'pass a number from 1 to 65535',
        },
  ),
  ({ wsHost, wsPort, wssPort }) =>
    /^(localhost|127\.|\[?::1)/.test(wsHost) &&
    !/:\d+$/.test(wsHost) &&
    !wsPort &&
    !wssPort && {
      wrong: `no port is set, and a server on ${wsHost} rarely uses 80 or 443`,
      change: 'pass `wsPort` and `wssPort` (Reverb: 8080, `oread serve`: 6001)',
    },
  ({ forceTLS }) =>
    forceTLS != null &&
    typeof forceTLS !== 'boolean' && {
      wrong: `TLS is on: \`forceTLS\` is ${JSON.stringify(forceTLS)}, and only false turns it off`,
      change: 'pass true or false, without quotes',
    },
  ({ forceTLS, wsPort, wssPort }) =>
    forceTLS !== false &&
    isPort(wsPort) &&
    Number(wsPort) !== 443 &&
    !wssPort && {
      wrong: 'TLS is on, so `wsPort` is not used',
      change: 'pass `wssPort`, or set `forceTLS: false`',
    },
  ({ forceTLS }) =>
    forceTLS === false &&
    globalThis.location?.protocol === 'https:' && {
      wrong: 'an https page may not use ws, so `forceTLS: false` is ignored',
      change: 'enable TLS on the server',
    },
  ({ forceTLS, wsPort, wssPort }) =>
    forceTLS !== false &&
    [6001, 8080].includes(Number(wssPort || wsPort)) &&
    /^(localhost|127\.0\.0\.1)$/.test(globalThis.location?.hostname ?? '') && {
      wrong: 'TLS is on, and development servers on this port rarely use it',
      change: 'set `forceTLS: false` in development',
    },
  ({ enabledTransports }) =>
    enabledTransports != null &&
    !Array.isArray(enabledTransports) && {
      wrong: '`enabledTransports` is not an array',
      change: "pass an array: ['ws', 'wss']",
    },
  ({ enabledTransports }) =>
    Array.isArray(enabledTransports) &&
    enabledTransports.some((one) => one !== 'ws' && one !== 'wss') && {
      wrong: 'ws and wss are the only transports',
      change: 'remove the others from `enabledTransports`',
    },
  ({ bearerToken }) =>
    /^bearer\s/i.test(bearerToken) && {
      wrong: '`bearerToken` starts with "Bearer", which is added anyway',
      change: 'pass only the token',
    },
  ({ namespace }) =>
    typeof namespace === 'string' &&
    /^[.\\]|[.\\]$/.test(namespace) && {
      wrong: `\`namespace\` starts or ends with a dot or backslash: ${namespace}`,
      change: "write it as 'App.Events'",
    },
  ...endpoints,
];

export function lint(options: any): Finding[] {
  // The client rejects a value that throws when it is read, and names the option.
  const found = rules
    .map((rule) => optional(() => rule(options)))
    .filter((one): one is Finding => !!one);
  for (const name in texts) {
    const value = optional(() => texts[name]!(options));
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const finding = mistaken(name, `${value}`);
    if (finding) found.push(finding);
  }
  for (const name in options) {
    if (options[name] == null) continue;
    const change = unused[name];
    const other = change ? undefined : meant(name);
    if (change) found.push({ wrong: `the option \`${name}\` is ignored`, change });
    else if (other)
      found.push({ wrong: `there is no option \`${name}\``, change: `did you mean \`${other}\`?` });
  }
  return found;
}
