// Links over WebSocket. A socket may be opened before the engine asks for it; what comes meanwhile waits for it.
import { InputTag, type Input, Limit } from '../border.js';
import { words } from '../given.js';
import { exceeds } from '../utf8.js';
import { now } from './clock.js';

export type WebSocketConstructor = new (url: string) => WebSocket;

/** An event that says when it came. Reading that costs something, so it is left until somebody asks. */
export interface Stamped {
  readonly timeStamp: number;
}

export interface LinkListener {
  /** A text, or nothing in place of one that is too long to be kept, and what knows when it came. */
  text_(link: number, text: string | undefined, came: Stamped): void;
  tell_(input: Input): void;
}

/** One socket, and the link that it became. */
export class Link {
  link = 0;
  private socket_?: WebSocket;
  private stamps_?: boolean;
  private waiting_: (() => void)[] = [];

  constructor(
    readonly url: string,
    constructor: WebSocketConstructor,
    private listener_: LinkListener,
  ) {
    const { listener_: listener } = this;
    const closed = (code: number, reason: string) =>
      this.when_(() => listener.tell_([InputTag.LinkClosed, this.link, code, reason]));
    try {
      const socket = (this.socket_ = new constructor(url));
      socket.onopen = () => this.when_(() => listener.tell_([InputTag.LinkOpened, this.link]));
      socket.onmessage = (event) => {
        // Nothing binary is ever spoken; the engine shall see that something came.
        const { data } = event;
        const text =
          typeof data !== 'string' ? '' : exceeds(data, Limit.MessageBytes) ? undefined : data;
        // Events of other WebSockets than the browser's may not say when they came.
        this.stamps_ = this.stamps_ ?? event.timeStamp > 0;
        const came = this.stamps_ ? event : { timeStamp: now() };
        if (this.link) listener.text_(this.link, text, came);
        else this.waiting_.push(() => listener.text_(this.link, text, came));
      };
      socket.onclose = ({ code, reason }) => closed(code, reason);
      // The close event that follows says all that a page may know.
      socket.onerror = () => {};
    } catch (error) {
      closed(1006, words(error));
    }
  }

  /** The engine asked for this link. */
  adopt_(link: number): void {
    this.link = link;
    for (const news of this.waiting_.splice(0)) news();
  }

  send(text: string): void {
    const { socket_ } = this;
    // 1 is OPEN; what is sent later than that is lost, and the close event says so.
    // A frame is JSON, where an escape may stand for a lone surrogate, which a socket would replace.
    if (socket_?.readyState === 1)
      socket_.send(text.replace(/\p{Cs}/gu, (one) => `\\u${one.charCodeAt(0).toString(16)}`));
  }

  /** Closes and forgets: no more news. */
  close(code: number): void {
    const { socket_ } = this;
    if (!socket_) return;
    socket_.onopen = socket_.onmessage = socket_.onclose = null;
    // Browsers allow 1000 and 3000–4999 only.
    socket_.close(code >= 3000 ? code : 1000);
  }

  private when_(news: () => void): void {
    if (this.link) news();
    else this.waiting_.push(news);
  }
}
