// Options that do not mean what their author thinks.
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
  httpHost: 'leave it out: there is no HTTP fallback',
};

/** Options that stand for a text or a port, and often come from the environment of a build. */
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

/** What is wrong with a text, whatever it stands for. */
function mistaken(name: string, value: string): Finding | false {
  const quoted = /^\s*(["'`]).*\1\s*$/.test(value);
  if (/(^|\/)(undefined|null|NaN|\[object \w+\])(\/|$)/.test(value))
    return {
      wrong: `\`${name}\` is the text "${value}"`,
      change: 'look at the variable that it comes from: it was empty when the page was built',
    };
  if (/\$\{|import\.meta|process\.env/.test(value))
    return {
      wrong: `\`${name}\` is the text "${value}", in which a variable was not replaced`,
      change: 'look at the .env file and at how the page is built',
    };
  if (quoted || value !== value.trim())
    return {
      wrong: `${quoted ? 'the quotes' : 'blanks'} are part of \`${name}\`: ${value}`,
      change: 'take them out of the .env file, or of the option',
    };
  return false;
}

const isPort = (value: unknown) =>
  /^\d+$/.test(`${value}`) && Number(value) > 0 && Number(value) < 65_536;
/** These mean the default. */
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
      wrong: `\`${name}\` begins with //, so ${value.split('/')[2]} is taken for a host`,
      change: 'begin it with one slash',
    };
  if (!/^(\/|https?:\/\/)/.test(value))
    return {
      wrong: `\`${name}\` begins with neither / nor http, so it depends on the page's own path`,
      change: 'begin it with a slash',
    };
  return (
    page === 'https:' &&
    value.startsWith('http://') && {
      wrong: `\`${name}\` is on http, which a page on https may not ask`,
      change: 'use https there',
    }
  );
});

const rules: Rule[] = [
  ({ key }) => !key && { wrong: 'there is no key', change: 'give the key of the server as `key`' },
  ({ broadcaster, wsHost }) =>
    broadcaster === 'reverb' &&
    !wsHost && {
      wrong: 'there is no wsHost, and Reverb has no default one',
      change: 'give the host of the server as `wsHost` (VITE_REVERB_HOST)',
    },
  ({ broadcaster, cluster, wsHost }) =>
    broadcaster === 'pusher' &&
    !cluster &&
    !wsHost && {
      wrong: 'there is neither a cluster nor a wsHost',
      change: 'give the `cluster` of the app (VITE_PUSHER_APP_CLUSTER), or the `wsHost`',
    },
  ({ wsHost }) =>
    /^(api|sockjs)[.-].*pusher\.com$|^api\.pusherapp\.com$/.test(wsHost) && {
      wrong: `${wsHost} is where Pusher's HTTP API is, not its WebSockets`,
      change: 'leave `wsHost` out and give the `cluster`',
    },
  ({ wsHost }) =>
    typeof wsHost === 'string' &&
    !mistaken('wsHost', wsHost) &&
    /\/|^[^[:]+:\d*$|^\[.*\]:/.test(wsHost) && {
      wrong: `\`wsHost\` is more than a host: ${wsHost}`,
      change: 'give the name alone, the port as `wsPort` and `wssPort`, a path as `wsPath`',
    },
  ({ wsPath }) =>
    typeof wsPath === 'string' &&
    !mistaken('wsPath', wsPath) &&
    /^[^/]|\/app\b/.test(wsPath) && {
      wrong: `\`wsPath\` is not what stands before /app in the address: ${wsPath}`,
      change: 'begin it with a slash, and leave /app and the key out',
    },
  ...['wsPort', 'wssPort'].map(
    (name): Rule =>
      (options) =>
        !isAbsent(options[name]) &&
        !isPort(options[name]) &&
        !mistaken(name, `${options[name]}`) && {
          wrong: `\`${name}\` is no port: ${options[name]}`,
          change: 'give a number from 1 to 65535',
        },
  ),
  ({ wsHost, wsPort, wssPort }) =>
    /^(localhost|127\.|\[?::1)/.test(wsHost) &&
    !/:\d+$/.test(wsHost) &&
    !wsPort &&
    !wssPort && {
      wrong: `there is no port, and a server on ${wsHost} is seldom on 80 or 443`,
      change: 'give `wsPort` and `wssPort` (Reverb: 8080, `oread serve`: 6001)',
    },
  ({ forceTLS }) =>
    forceTLS != null &&
    typeof forceTLS !== 'boolean' && {
      wrong: `TLS is on: \`forceTLS\` is ${JSON.stringify(forceTLS)}, and only false turns it off`,
      change: 'give true or false, without quotes',
    },
  ({ forceTLS, wsPort, wssPort }) =>
    forceTLS !== false &&
    isPort(wsPort) &&
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
    enabledTransports != null &&
    !Array.isArray(enabledTransports) && {
      wrong: '`enabledTransports` is no list',
      change: "give a list: ['ws', 'wss']",
    },
  ({ enabledTransports }) =>
    Array.isArray(enabledTransports) &&
    enabledTransports.some((one) => one !== 'ws' && one !== 'wss') && {
      wrong: 'there are no other transports than ws and wss',
      change: 'leave the others out of `enabledTransports`',
    },
  ({ bearerToken }) =>
    /^bearer\s/i.test(bearerToken) && {
      wrong: '`bearerToken` begins with "Bearer", which is put before it anyway',
      change: 'give the token alone',
    },
  ({ namespace }) =>
    typeof namespace === 'string' &&
    /^[.\\]|[.\\]$/.test(namespace) && {
      wrong: `\`namespace\` begins or ends with a dot or backslash: ${namespace}`,
      change: "give it as 'App.Events'",
    },
  ...endpoints,
];

export function lint(options: any): Finding[] {
  // A value that throws when it is looked at is refused by the client, which names it.
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
