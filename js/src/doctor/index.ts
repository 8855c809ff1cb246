// The sub-path `oread/doctor`: says why nothing arrives. It explains and decides nothing; an app that does not import it
// downloads nothing of it.
import { Echo } from '../echo/echo.js';
import type { Finding } from './finding.js';
import { lint } from './lint.js';
import { nearest, spelled } from './near.js';

export type { Finding } from './finding.js';

declare module '../echo/echo.js' {
  interface Echo {
    /** What is wrong, as far as can be told from here. There after `installDoctor()`. */
    doctor(): Finding[];
  }
}

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

/** Listens along on a fresh client. */
function watch(echo: any, say: (finding: Finding) => void): void {
  const found = new Map<string, Finding>();
  const add = (finding: Finding) => {
    if (found.has(finding.wrong)) return;
    found.set(finding.wrong, finding);
    say(finding);
  };
  records.set(echo, found);
  const { pusher, options } = echo.connector;
  if (!pusher) return;
  lint(echo.options).forEach(add);

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
    const bound: Map<string, unknown> | undefined = pusher.channel(channel)?.bound_;
    if (!bound || bound.has(event)) return;
    const near = nearest(event, bound.keys());
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
  for (const channel of pusher?.allChannels() ?? [])
    if (channel.failed)
      yield {
        wrong: `the subscription to ${channel.name} was refused`,
        change: 'look at the channel authorization of the app, and at the answer of its endpoint',
      };
  const status = echo.connectionStatus();
  if (pusher && status !== 'connected')
    yield {
      wrong: `there is no connection: ${status}`,
      change: 'run `oread doctor` with the address of the server in a terminal',
    };
}

// eslint-disable-next-line no-console -- whoever installs this wants to read it
const warn = ({ wrong, change }: Finding) => console.warn(`Echo: ${wrong}; ${change}`);

/**
 * Gives every Echo that is made from now on a `doctor()`, and tells `say` what is wrong as it turns up. Call it before the
 * first is made, in development.
 */
export function installDoctor(say: (finding: Finding) => void = warn): void {
  if (installed) return;
  installed = true;
  const { connect } = Echo.prototype;
  Echo.prototype.connect = function (this: Echo<any>) {
    connect.call(this);
    watch(this, say);
  };
  Echo.prototype.doctor = function (this: Echo<any>) {
    return [...(records.get(this)?.values() ?? []), ...present(this)];
  };
}
