// The sub-path `oread/doctor`: explains why nothing arrives. It does not change the client's behaviour; applications that do
// not import it do not download it.
import { Echo } from '../echo/echo.js';
import { optional } from '../host/optional.js';
import { connected, connecting } from './codes.js';
import type { Finding } from '../echo/development.js';
import { lint } from './lint.js';
import { nearest, spelled } from './near.js';

export type { Finding } from '../echo/development.js';

const records = new WeakMap<object, Map<string, Finding>>();
let installed = false;

// eslint-disable-next-line no-console -- developers read it there
const warn = ({ wrong, change }: Finding) => console.warn(`Echo: ${wrong}; ${change}`);
let say = warn;

/** The application's objects for this channel: by its name, and by leases. */
const holdersOf = (pusher: any, channel: string): any[] =>
  [pusher.channel?.(channel), ...(pusher.mirrors_?.[channel]?.leased_ ?? [])].filter((one) => one);

/** Records the findings about an Echo, and reports each once. */
function recorder(echo: object): (finding: Finding) => void {
  const found = new Map<string, Finding>();
  records.set(echo, found);
  return (finding) => {
    if (found.has(finding.wrong)) return;
    found.set(finding.wrong, finding);
    say(finding);
  };
}

/** Whether the options are for a client of Oread that connects to a real server. */
const isLinted = ({ broadcaster, client, Pusher }: any) =>
  /^(pusher|reverb|ably)$/.test(broadcaster) && !client && !Pusher?.withoutNetwork;

/** Listens to a new client. */
function watch(echo: any, add: (finding: Finding) => void): void {
  const { pusher, options } = echo.connector;
  // There is no server, or the client has no connection object.
  if (!pusher?.connection || echo.options.broadcaster === 'null') return;

  pusher.connection.bind('error', ({ type, error, data }: any) => {
    const { code, message } = error?.data ?? data ?? {};
    const known = (pusher.connection.state === 'connected' ? connected : connecting)[code];
    if (known) add(known);
    else if (type === 'HandshakeError')
      add({
        wrong: 'the server did not send the greeting of the Pusher protocol',
        change:
          'correct host and port; a Socket.IO server, such as laravel-echo-server, does not speak this protocol',
      });
    else if (code >= 4000)
      add({
        wrong: `the server reported error ${code}: ${message}`,
        change: "check the server's log",
      });
  });

  pusher.connection.bind('message', ({ event, channel }: any) => {
    if (!channel) return;
    arrivals(pusher).add(channel);
    const listened = new Set<string>(
      holdersOf(pusher, channel).flatMap(({ bound_: bound }) => [...(bound?.keys() ?? [])]),
    );
    const near = !listened.has(event) && nearest(event, listened, options.namespace);
    if (!near) return;
    add({
      wrong: `"${event}" arrives on ${channel}, where you listen to "${near}"`,
      change: `did you mean ${spelled(event, options.namespace)}?`,
    });
  });
}

/** The channels on which an event has arrived. */
const arrived = new WeakMap<object, Set<string>>();
function arrivals(pusher: object): Set<string> {
  const seen = arrived.get(pusher) ?? new Set();
  arrived.set(pusher, seen);
  return seen;
}

const doubled = /^(private|presence|private-encrypted)-((private|presence)-.*)$/;

/** Findings about a channel: its name, and whether events arrive. */
function* suspicious(pusher: any, { name, subscribed }: any): Generator<Finding> {
  const [, , own] = doubled.exec(name) ?? [];
  if (own && !name.startsWith('private-encrypted-'))
    yield {
      wrong: `the channel ${name} has its prefix twice`,
      change: 'omit it: private() and join() add the prefix',
    };
  const listens = holdersOf(pusher, name).some(({ bound_: bound }) =>
    [...(bound?.keys() ?? [])].some((event: string) => !event.startsWith('pusher:')),
  );
  if (subscribed && listens && !/^(private|presence)-/.test(name) && !arrivals(pusher).has(name))
    yield {
      wrong: `nothing has arrived on the public channel ${name} so far`,
      change: `if its events are broadcast on a PrivateChannel or PresenceChannel, use private('${name}') or join('${name}')`,
    };
}

/** Findings about the client's current state. */
function* present(echo: any): Generator<Finding> {
  const { pusher } = echo.connector;
  if (!pusher) return;
  const channels = [...(pusher.allChannels?.() ?? []), ...Object.values(pusher.mirrors_ ?? {})];
  for (const channel of new Map(channels.map((one: any) => [one.name, one])).values())
    yield* suspicious(pusher, channel);
  const refused = channels.filter(({ failed }: any) => failed).map(({ name }: any) => name);
  for (const name of new Set(refused))
    yield {
      wrong: `the subscription to ${name} was refused`,
      change: "check the app's channel authorization and the response of its endpoint",
    };
  const status = echo.connectionStatus();
  if (status !== 'connected')
    yield {
      wrong: `not connected: ${status}`,
      change: "run `oread doctor` with the server's address in a terminal",
    };
}

/**
 * Adds `doctor()` to every Echo that is created from now on, and calls `tell` with each new finding. By default, findings are
 * logged as warnings. Call it before you create the first Echo. Development builds have already called it; another call
 * replaces `tell`.
 * @example
 * import { installDoctor } from 'oread/doctor';
 *
 * const findings: object[] = [];
 * installDoctor((finding) => findings.push(finding));
 * show(echo.doctor?.()); // all findings until now
 */
export function installDoctor(tell: (finding: Finding) => void = warn): void {
  say = tell;
  if (installed) return;
  installed = true;
  const { connect } = Echo.prototype;
  Echo.prototype.connect = function (this: Echo<any>) {
    const add = recorder(this);
    // Before the client is made, because it throws for options that it cannot use.
    if (isLinted(this.options)) lint(this.options).forEach(add);
    connect.call(this);
    // Another client may lack what `watch` uses; the application still gets it.
    optional(() => watch(this, add));
  };
  Echo.prototype.doctor = function (this: Echo<any>) {
    return [...(records.get(this)?.values() ?? []), ...present(this)];
  };
}
