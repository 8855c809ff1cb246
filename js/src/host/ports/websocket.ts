// Links over WebSocket. A socket may be opened before the engine takes it over; its events wait until then.
import { InputTag, type Input, Limit } from '../border.js';
import { words } from '../given.js';
import { exceeds } from '../utf8.js';
import { now } from './clock.js';

export type WebSocketConstructor = new (url: string) => WebSocket;

/** An event with its time of arrival. Reading that is slow, so it is read only when needed. */
export interface Stamped {
  readonly timeStamp: number;
}

export interface LinkListener {
  /** A text, or undefined for one that exceeds the limit, and an object with its time of arrival. */
  text_(link: number, text: string | undefined, came: Stamped): void;
  tell_(input: Input): void;
}

/** One socket, and the link that it carries. */
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
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => this.when_(() => listener.tell_([InputTag.LinkOpened, this.link]));
      socket.onmessage = (event) => {
        // For a protocol without binary messages, an empty text tells the engine that something arrived.
        const { data } = event;
        const text =
          typeof data !== 'string' ? '' : exceeds(data, Limit.MessageBytes) ? undefined : data;
        // Events of WebSocket classes other than the browser's may lack `timeStamp`.
        this.stamps_ = this.stamps_ ?? event.timeStamp > 0;
        const came = this.stamps_ ? event : { timeStamp: now(), data };
        if (this.link) listener.text_(this.link, text, came);
        else this.waiting_.push(() => listener.text_(this.link, text, came));
      };
      socket.onclose = ({ code, reason }) => closed(code, reason);
      // The close event that follows contains everything that a page may know.
      socket.onerror = () => {};
    } catch (error) {
      closed(1006, words(error));
    }
  }

  /** The engine takes over this link. */
  adopt_(link: number): void {
    this.link = link;
    for (const report of this.waiting_.splice(0)) report();
  }

  send(text: string): void {
    const { socket_ } = this;
    // 1 is OPEN; a text sent later is lost, and the close event reports that.
    // A socket would replace a lone surrogate. A frame is JSON, so it can be escaped.
    if (socket_?.readyState === 1)
      socket_.send(text.replace(/\p{Cs}/gu, (one) => `\\u${one.charCodeAt(0).toString(16)}`));
  }

  /** Closes the socket and reports nothing more. */
  close(code: number): void {
    const { socket_ } = this;
    if (!socket_) return;
    socket_.onopen = socket_.onmessage = socket_.onclose = null;
    // Browsers allow 1000 and 3000–4999 only.
    socket_.close(code >= 3000 ? code : 1000);
  }

  private when_(report: () => void): void {
    if (this.link) report();
    else this.waiting_.push(report);
  }
}
