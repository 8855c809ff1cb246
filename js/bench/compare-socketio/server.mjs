// A Socket.IO server and its network, in virtual time. The fault sets on the server what goes wrong; it is the same for every
// client.

const LATENCY = 10; // Milliseconds in each direction.
const TIMES = { pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000_000 };

export class IoServer {
  up = true;
  /** Whether WebSockets are refused, as by some proxies. */
  blocksSockets = false;
  /** Whether it is one of Socket.IO 2, which connects the root namespace by itself. */
  isOld = false;
  /** What it says when a client connects the root namespace; `undefined`: nothing. */
  welcome = () => '40{"sid":"of-the-socket"}';
  /** Whether it accepts this CONNECT packet. */
  accepts = () => true;

  attempts = 0; // Connection attempts.
  /** When each was made, in virtual time. */
  attemptedAt = [];
  /** The CONNECT packets, in order. */
  connects = [];
  /** The events, in order. */
  events = [];
  sockets = new Set();
  #polled = new Map(); // Sessions that requests carry: { waiting, ready } by id.
  #born = 0;

  stop() {
    this.up = false;
    this.drop();
  }

  start() {
    this.up = true;
  }

  /** Ends every connection without a close frame. */
  drop() {
    for (const socket of [...this.sockets]) socket.lost(1006);
    for (const { answer } of this.#polled.values()) answer?.(0, '');
    this.#polled.clear();
  }

  /** A WebSocket is opened. */
  connect(socket) {
    this.#attempted();
    setTimeout(() => {
      if (!this.up || this.blocksSockets) return socket.refused();
      this.sockets.add(socket);
      socket.opened();
      const say = (text) => this.say(socket, text);
      say(this.#opened());
      if (this.isOld) say('40');
      this.#beat(socket, say);
      return undefined;
    }, 2 * LATENCY);
  }

  say(socket, text) {
    setTimeout(() => {
      if (this.sockets.has(socket)) socket.heard(text);
    }, LATENCY);
  }

  /** Sends an event to every client. */
  broadcast(...args) {
    for (const socket of this.sockets) this.say(socket, `42${JSON.stringify(args)}`);
  }

  hear(socket, text) {
    setTimeout(() => {
      if (this.sockets.has(socket)) this.#take(text, (answer) => this.say(socket, answer));
    }, LATENCY);
  }

  /** A request of HTTP long-polling; `done` is called with its status (0: failed) and body. */
  request(method, url, body, done) {
    const answer = (status, text) => setTimeout(() => done(status, text), LATENCY);
    setTimeout(() => {
      const id = new URL(url).searchParams.get('sid');
      if (!id) this.#attempted();
      if (!this.up) return answer(0, '');
      if (!id) {
        const opened = this.#opened();
        this.#polled.set(JSON.parse(opened.slice(1)).sid, { waiting: [] });
        return answer(200, opened);
      }
      const session = this.#polled.get(id);
      if (!session) return answer(400, '{"code":1,"message":"Session ID unknown"}');
      const flush = () => {
        if (!session.answer || session.waiting.length === 0) return;
        session.answer(200, session.waiting.splice(0).join('\x1e'));
        session.answer = undefined;
      };
      if (method === 'GET') session.answer = answer;
      else {
        for (const packet of String(body).split('\x1e'))
          this.#take(packet, (text) => session.waiting.push(text));
        answer(200, 'ok');
      }
      return flush();
    }, LATENCY);
  }

  #attempted() {
    this.attempts += 1;
    this.attemptedAt.push(performance.now());
  }

  #opened() {
    const times = this.isOld ? { pingInterval: 25_000, pingTimeout: 20_000 } : TIMES;
    return `0${JSON.stringify({ sid: `session-${++this.#born}`, upgrades: [], ...times })}`;
  }

  #take(packet, say) {
    if (packet === '2') say('3');
    else if (packet.startsWith('40') && !this.isOld) {
      this.connects.push(packet.slice(2));
      if (!this.accepts(packet)) return;
      const answer = this.welcome();
      if (answer) say(answer);
    } else if (packet.startsWith('42')) this.events.push(JSON.parse(packet.slice(2)));
  }

  /** The server's heartbeat; an old one waits for the client's. */
  #beat(socket, say) {
    if (this.isOld) return;
    const timer = setInterval(() => {
      if (this.sockets.has(socket)) say('2');
      else clearInterval(timer);
    }, TIMES.pingInterval);
  }
}
