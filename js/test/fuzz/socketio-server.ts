// A Socket.IO server for fuzzing, over WebSockets and polling. It knows the protocol, and breaks it at random until it reforms.
import { FakeSocket } from '../unit/fake-socket.js';
import { answers, packets } from './socketio-namespaces.js';
import { type Draw, pick, value } from './values.js';

/** A WebSocket whose messages are not JSON. */
export class RawSocket extends FakeSocket {
  /** Receives what the client sends. */
  hear?: (text: string) => void;

  override send(text: string): void {
    this.sent.push(text);
    this.hear?.(text);
  }
}

/** One poll or post that waits for its answer. */
interface Held {
  answer(text: string): void;
}

/** The first message of a session. */
export const open = (more: object): string =>
  `0${JSON.stringify({ sid: 's', upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, ...more })}`;

/** What a broken or malicious server may say, as an Engine.IO packet or a polling body. */
export const texts = [
  ...['', ' ', '0', '0{}', '0null', '1', '2', '2probe', '3', '3probe', '4', '5', '6', '7', 'ok'],
  ...[
    '\x1e',
    '\x1e\x1e\x1e',
    '\x1e40',
    '99:4',
    '1:',
    '-1:4',
    '0:',
    '1:😀',
    '2:😀',
    '1e3:4',
    '00002:40',
  ],
  ...[
    '40',
    '40{}',
    '40{"sid":7}',
    '40{"sid":""}',
    '40{"sid":"x"}',
    '40/admin,{"sid":"x"}',
    '41',
    '41/admin,',
  ],
  ...[
    '44',
    '44{}',
    '44{"message":{"a":1}}',
    '44"no"',
    '43',
    '43[]',
    '430["e","news"]',
    '47',
    '4x',
    '42',
  ],
  ...[
    '42[]',
    '42[1]',
    '42["e"]',
    '42["e","news"]',
    '42["e","news",1,2]',
    '42["e",7]',
    '42[[["e","news"]]]',
    '42{"e":1}',
  ],
  ...[
    '42["e","news",{"a":1}',
    '42["e","news",]',
    '42["e","news",{"a":1}]x',
    '42/admin,["e","news"]',
  ],
  ...[
    '4218446744073709551617["e","news"]',
    '42["\\ud800","news","\\ud800"]',
    '42["\ud800","news","\udc00"]',
  ],
  ...[
    '42["__proto__","news",{}]',
    '42["pusher:subscription_succeeded","news",{}]',
    '42["client-x","private-a",null]',
  ],
  ...[
    '450-["e","news"]',
    '451-["e","news",{"_placeholder":true,"num":0}]',
    '4511-["e","news"]',
    '45["e"]',
    '4599999999999-[]',
  ],
  ...[
    '461-0[]',
    '42["presence:subscribed","presence-b"]',
    '42["presence:subscribed","presence-b",{"user_id":1}]',
  ],
  ...[
    '42["presence:subscribed","presence-b",[{"user_id":1},{"user_id":"1"},{"user_id":"__proto__"},{},7,{"user_id":{}}]]',
  ],
  ...[
    '42["presence:subscribed","news",[{"user_id":1}]]',
    '42["presence:joining","presence-b",{"user_id":"constructor"}]',
  ],
  ...[
    '42["presence:joining","presence-b",[]]',
    '42["presence:leaving","presence-b",{"user_id":1,"user_id":2}]',
  ],
  ...[
    '42["subscription_error","news",403]',
    '42["subscription_error","private-a",-1]',
    '42["subscription_error","presence-b","x"]',
  ],
  '<html><body>502 Bad Gateway</body></html>',
  '{"code":0,"message":"Transport unknown"}',
  `42["e","news",${'['.repeat(5000)}`,
  `42["e","news",${'[{"a":'.repeat(3000)}1${'}]'.repeat(3000)}]`,
  open({ sid: '' }),
  open({ sid: 'a b&c=d#' }),
  open({ sid: 'é'.repeat(500) }),
  open({ sid: null }),
  open({ pingInterval: 0, pingTimeout: 0 }),
  open({ pingInterval: 1, pingTimeout: 1 }),
  open({ pingInterval: -1, pingTimeout: 1e99 }),
  open({ pingInterval: '25000', pingTimeout: [] }),
  open({ maxPayload: 1 }),
  open({ maxPayload: -5, upgrades: 'websocket' }),
  open({ upgrades: ['websocket', 7, null, ['websocket']] }),
  ...packets,
];
const statuses = [200, 200, 201, 204, 299, 301, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503];
const closeCodes = [1000, 1001, 1005, 1006, 1009, 1015, 3000, 4000, 4001, 4100, 4200, 4999];
/** More than the engine reads: several bytes for each character. */
const huge = '€'.repeat(1_500_000);

/** Joins packets as polling bodies do. */
export const bodyOf = (revision: 3 | 4, packets: string[]): string =>
  revision === 4 ? packets.join('\x1e') : packets.map((one) => `${one.length}:${one}`).join('');

export class Server {
  /** The server keeps the protocol from now on. */
  isGood = false;
  /** All requests, also answered ones. */
  requests = 0;
  /** Requests that were neither answered nor aborted, without those that a link leaves behind. */
  pending = new Set<object>();
  private sessions_ = new Map<string, Session>();
  private streams_ = new Set<ReadableStreamDefaultController<Uint8Array>>();

  /** With `isWild` the runtime gives any values, too: a `fetch` and a WebSocket class that are broken themselves. */
  constructor(
    readonly draw: Draw,
    readonly revision: 3 | 4,
    readonly isWild: boolean,
  ) {
    FakeSocket.all = [];
  }

  /** The class for the option `WebSocket`. */
  socketClass(): typeof RawSocket {
    const draw = (below: number) => (this.isGood ? below - 1 : this.draw(below));
    const connected = (socket: RawSocket) =>
      void Promise.resolve().then(() => draw(3) && this.accept_(socket));
    return class extends RawSocket {
      constructor(url: string) {
        super(url);
        if (draw(30) === 0) {
          this.readyState = 3;
          throw new Error('refused');
        }
        connected(this);
      }
    };
  }

  /** Instead of the runtime's `fetch`. */
  fetch = (url: string, how: RequestInit = {}): Promise<any> => {
    this.requests++;
    const { signal } = how;
    return new Promise((resolve, reject) => {
      const aborted = () => {
        this.pending.delete(held);
        reject(new DOMException('This operation was aborted', 'AbortError'));
      };
      const held: Held = {
        answer: (text) => {
          this.pending.delete(held);
          signal?.removeEventListener('abort', aborted);
          if (this.isGood) resolve(new Response(text));
          else this.spoil_(text, resolve, reject);
        },
      };
      if (signal) this.pending.add(held);
      signal?.addEventListener('abort', aborted);
      const query = new URL(url).searchParams;
      const sid = query.get('sid');
      const session = sid == null ? this.begin_() : this.sessions_.get(sid);
      if (!session)
        resolve(new Response('{"code":1,"message":"Session ID unknown"}', { status: 400 }));
      else if (how.method === 'POST') {
        for (const packet of this.packets_(String(how.body))) session.take_(packet);
        held.answer('ok');
      } else session.hold_(held);
    });
  };

  /** Sends a packet on each session. */
  say(packet: string): void {
    for (const one of this.sessions_.values()) one.say_(packet);
  }
  /** One misdeed, or a step of the protocol. */
  act(): void {
    const { draw } = this;
    const socket = FakeSocket.all.at(-1 - draw(2)) as RawSocket | undefined;
    const session = [...this.sessions_.values()].at(-1 - draw(2));
    switch (draw(this.isWild ? 9 : 7)) {
      case 0:
      case 1:
        if (socket && !socket.hear) this.accept_(socket);
        return;
      case 2:
        return session?.say_(pick(draw, texts));
      case 3:
        return socket?.say(this.mangled_(pick(draw, texts)));
      case 4:
        if (draw(3) === 0) return socket?.drop(pick(draw, closeCodes));
        return socket?.onmessage?.({
          data: new ArrayBuffer(draw(9)),
          timeStamp: draw(2) && performance.now(),
        });
      case 5:
        return session?.say_(`42["e","news",{"n":${draw(9)}}]`);
      case 6:
        return void (draw(3) ? session?.flush_(true) : this.sessions_.clear());
      case 7:
        return socket?.onmessage?.({ data: value(draw), timeStamp: value(draw) });
      default:
        return draw(2)
          ? socket?.onclose?.({ code: value(draw), reason: value(draw) })
          : socket?.onopen?.(value(draw));
    }
  }

  /** Ends all connections, as if another server took over, and keeps the protocol from now on. */
  reform(): void {
    this.isGood = true;
    for (const one of this.sessions_.values()) one.flush_(true);
    this.sessions_.clear();
    for (const stream of this.streams_) stream.error(new TypeError('terminated'));
    this.streams_.clear();
    for (const socket of FakeSocket.all) if (socket.readyState < 2) socket.drop();
  }

  /** What a bad server makes of its own message. */
  mangled_(text: string): string {
    const { draw } = this;
    if (this.isGood || draw(3)) return text;
    const at = draw(text.length + 1);
    switch (draw(5)) {
      case 0:
        return text.slice(0, at);
      case 1:
        return (
          text.slice(0, at) +
          pick(draw, ['"', '\\', '\x1e', '😀', '\0', '9', ']']) +
          text.slice(at + 1)
        );
      case 2:
        return text + text;
      case 3:
        return draw(200) ? text : `42["e","news","${huge}"]`;
      default:
        return pick(draw, texts);
    }
  }

  private begin_(): Session {
    const session = new Session(this);
    // A bad server may give an id twice.
    const sid =
      !this.isGood && this.draw(9) === 0 ? 's' : `s${this.requests}-${FakeSocket.all.length}`;
    this.sessions_.set(sid, session);
    session.say_(open({ sid, upgrades: ['websocket'] }));
    if (this.revision === 3) session.say_('40');
    return session;
  }

  private accept_(socket: RawSocket): void {
    if (socket.readyState !== 0) return;
    const sid = new URL(socket.url).searchParams.get('sid');
    if (sid == null) {
      socket.open();
      const session = this.begin_();
      socket.hear = (text) => session.take_(text);
      session.move_(socket);
      return;
    }
    const session = this.sessions_.get(sid);
    if (!session) return socket.drop();
    socket.hear = (text) => session.takeOn_(socket, text);
    socket.open();
  }

  body_(packets: string[]): string {
    return bodyOf(this.revision, packets);
  }
  private packets_(body: string): string[] {
    if (this.revision === 4) return body.split('\x1e');
    const found: string[] = [];
    for (let rest = body; rest;) {
      const [head, size] = /^(\d+):/.exec(rest) ?? [rest, '0'];
      found.push(rest.slice(head.length, head.length + Number(size)));
      rest = rest.slice(head.length + Number(size));
    }
    return found;
  }

  /** Answers a request as a bad server, or a bad network, does. */
  private spoil_(text: string, resolve: (answer: any) => void, reject: (error: any) => void): void {
    const { draw, isWild } = this;
    const body = this.mangled_(text);
    const bytes = new TextEncoder().encode(body);
    switch (draw(isWild ? 14 : 10)) {
      case 0:
        return reject(
          pick(draw, [new TypeError('Failed to fetch'), new DOMException('x', 'AbortError')]),
        );
      case 1: {
        const status = pick(draw, statuses);
        return resolve(new Response(status === 204 ? null : body, { status }));
      }
      case 2:
        return resolve(draw(2) ? Response.error() : new Response(null));
      case 3:
        // It is never answered.
        return;
      case 4:
      case 5:
        return resolve(this.stream_(bytes));
      case 10:
        return reject(value(draw));
      case 11:
        return resolve(value(draw));
      case 12:
        return resolve({ status: value(draw), text: async () => value(draw) });
      case 13: {
        const pieces = [value(draw), { done: draw(2), value: value(draw) }];
        const reader = { read: async () => pieces.pop(), cancel: () => value(draw) };
        return resolve({ status: value(draw), body: { getReader: () => reader } });
      }
      default:
        return resolve(new Response(body));
    }
  }

  /** A body that comes in pieces, which may be cut within a character, may break off, and may not end. */
  private stream_(bytes: Uint8Array): Response {
    const { draw } = this;
    const how = draw(4);
    const cut = draw(bytes.length + 1);
    return new Response(
      new ReadableStream<Uint8Array>({
        start: (stream) => {
          stream.enqueue(bytes.slice(0, cut));
          if (how === 0) return stream.error(new TypeError('terminated'));
          if (how === 1) return void this.streams_.add(stream);
          stream.enqueue(bytes.slice(cut));
          if (how === 2) stream.enqueue(new Uint8Array([pick(draw, [0xff, 0xc3, 0xf0])]));
          stream.close();
        },
      }),
    );
  }
}

/** A session of Engine.IO. */
class Session {
  private waiting_: string[] = [];
  private poll_?: Held;
  private socket_?: RawSocket;

  constructor(private server_: Server) {}

  say_(packet: string): void {
    this.waiting_.push(packet);
    this.flush_();
  }
  hold_(poll: Held): void {
    // The engine sends one at a time; a second one replaces the first.
    this.poll_?.answer('6');
    this.poll_ = poll;
    this.flush_();
  }
  move_(socket: RawSocket): void {
    this.socket_ = socket;
    this.flush_();
  }
  /** Sends what waits; with `now` a poll is answered in any case. */
  flush_(now = false): void {
    const { server_: server, socket_: socket, poll_: poll } = this;
    if (socket) for (const one of this.waiting_.splice(0)) socket.say(server.mangled_(one));
    else if (poll && (now || this.waiting_.length)) {
      this.poll_ = undefined;
      const packets = this.waiting_.splice(0);
      poll.answer(server.body_(packets.length ? packets : ['6']));
    }
  }
  /** A packet on a socket that has not taken over yet. */
  takeOn_(socket: RawSocket, packet: string): void {
    if (packet === '2probe') {
      socket.say(this.server_.mangled_('3probe'));
      this.flush_(true);
    } else if (packet === '5') {
      socket.hear = (text) => this.take_(text);
      this.move_(socket);
    } else this.take_(packet);
  }
  take_(packet: string): void {
    if (packet === '2') this.say_('3');
    else if (packet.startsWith('42["subscribe",{')) {
      const [, { channel }] = JSON.parse(packet.slice(2));
      const members = [{ user_id: 1, user_info: { n: 1 } }];
      if (channel.startsWith('presence-'))
        this.say_(`42${JSON.stringify(['presence:subscribed', channel, members])}`);
      this.say_(`42${JSON.stringify(['e', channel, { good: this.server_.isGood }])}`);
    } else
      for (const one of answers(this.server_.draw, this.server_.isGood, packet)) this.say_(one);
  }
}
