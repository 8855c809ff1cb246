// The sub-path `oread/doctor`: says why nothing arrives. It explains and decides nothing; an app that does not import it
// downloads nothing of it.
import { Echo } from '../echo/echo.js';
import type { Finding } from './finding.js';
import { lint } from './lint.js';
import { nearest, spelled } from './near.js';

export type { Finding } from './finding.js';

const codes: Record<number, Finding> = {
  4000: { wrong: 'the server wants TLS', change: 'set `forceTLS: true`' },
  4001: {
    wrong: 'the server does not know this key',
    change: 'use the key of the server (REVERB_APP_KEY)',
  },
  4003: { wrong: 'the app is disabled on the server', change: 'enable it there' },
  4004: { wrong: 'the server has as many connections as it may have', change: 'raise its limit' },
  4009: {
    wrong: 'the server does not let this page in',
    change: 'add its host to allowed_origins',
  },
};

const records = new WeakMap<object, Map<string, Finding>>();
let installed = false;

// eslint-disable-next-line no-console -- whoever develops wants to read it
const warn = ({ wrong, change }: Finding) => console.warn(`Echo: ${wrong}; ${change}`);
let say = warn;

/** Whatever the app holds of this channel: by its name, or by leases. */
const holdersOf = (pusher: any, channel: string): any[] =>
  [pusher.channel?.(channel), ...(pusher.hubs_?.[channel]?.leased_ ?? [])].filter((one) => one);

/** Listens along on a fresh client. */
function watch(echo: any): void {
  const found = new Map<string, Finding>();
  const add = (finding: Finding) => {
    if (found.has(finding.wrong)) return;
    found.set(finding.wrong, finding);
    say(finding);
  };
  records.set(echo, found);
  const { pusher, options } = echo.connector;
  // Nobody's server, or somebody else's client.
  if (!pusher?.connection || echo.options.broadcaster === 'null') return;
  if (!echo.options.client) lint(echo.options).forEach(add);

  pusher.connection.bind('error', ({ type, error, data }: any) => {
    const { code, message } = error?.data ?? data ?? {};
    if (codes[code]) add(codes[code]);
    else if (type === 'HandshakeError')
      add({
        wrong: 'the server does not greet as a Pusher-compatible one does',
        change: 'correct host and port; a Socket.IO server (laravel-echo-server) is none',
      });
    else if (code >= 4000)
      add({ wrong: `the server refuses: ${code} ${message}`, change: 'look at its log' });
  });

  pusher.connection.bind('message', ({ event, channel }: any) => {
    const listened = new Set<string>(
      holdersOf(pusher, channel).flatMap(({ bound_: bound }) => [...(bound?.keys() ?? [])]),
    );
    const near = !listened.has(event) && nearest(event, listened);
    if (!near) return;
    const name = (one: string) => spelled(one, options.namespace);
    add({
      wrong: `"${event}" arrives on ${channel}, where you listen to "${near}"`,
      change: `did you mean listen('${name(event)}')?`,
    });
  });
}

/** What the client itself can see now. */
function* present(echo: any): Generator<Finding> {
  const { pusher } = echo.connector;
  if (!pusher) return;
  const channels = [...(pusher.allChannels?.() ?? []), ...Object.values(pusher.hubs_ ?? {})];
  const refused = channels.filter(({ failed }: any) => failed).map(({ name }: any) => name);
  for (const name of new Set(refused))
    yield {
      wrong: `the subscription to ${name} was refused`,
      change: 'look at the channel authorization of the app, and at the answer of its endpoint',
    };
  const status = echo.connectionStatus();
  if (status !== 'connected')
    yield {
      wrong: `there is no connection: ${status}`,
      change: 'run `oread doctor` with the address of the server in a terminal',
    };
}

/**
 * Gives every Echo that is made from now on a `doctor()`, and tells `tell` what is wrong as it turns up. Call it before the
 * first is made. In development builds that is done already; calling it again changes who is told.
 */
export function installDoctor(tell: (finding: Finding) => void = warn): void {
  say = tell;
  if (installed) return;
  installed = true;
  const { connect } = Echo.prototype;
  Echo.prototype.connect = function (this: Echo<any>) {
    connect.call(this);
    watch(this);
  };
  Echo.prototype.doctor = function (this: Echo<any>) {
    return [...(records.get(this)?.values() ?? []), ...present(this)];
  };
}
