// The WebSocket class of one world. Messages arrive in order, without a delay, but never before the code that sent them has
// returned.
import type { Network } from './network.js';

type Handler = ((event: any) => void) | null;

/** A frame that the server received from a client. */
export interface Frame {
  /** Its wire name, such as `pusher:subscribe` or `client-typing`. */
  event: string;
  /** The channel, if there is one. */
  channel?: string;
  /** The data as the client sent it. */
  data: any;
}

export interface Line {
  /** The connection's id at the broker; 0 before it is open. */
  id: number;
  drop(code: number, reason?: string): void;
}

/** Makes the constructor, and records its sockets and their frames. */
export function socketsOf(network: Network): {
  WebSocket: new (url: string) => object;
  lines: Set<Line>;
  frames: Frame[];
} {
  const { world } = network;
  const lines = new Set<Line>();
  const frames: Frame[] = [];
  const arrive = (act: () => void) => {
    if (!network.silent) world.queue(() => !network.silent && act());
  };

  class FakeWebSocket implements Line {
    readyState = 0;
    id = 0;
    onopen: Handler = null;
    onmessage: Handler = null;
    onclose: Handler = null;
    onerror: Handler = null;

    constructor(readonly url: string) {
      lines.add(this);
      world.queue(() => this.open_());
    }

    private open_(): void {
      if (this.readyState || network.silent) return;
      if (network.down) return this.drop(1006);
      this.readyState = 1;
      this.onopen?.({ type: 'open' });
      const query = this.url.replace(/^[^?]*\??/, '');
      this.id = network.open(
        {
          text: (data) =>
            arrive(() => this.onmessage?.({ type: 'message', data, timeStamp: world.now })),
          closed: (code, reason) => arrive(() => this.drop(code, reason)),
        },
        query,
      );
    }

    send(text: string): void {
      const { channel, event, data } = JSON.parse(text);
      frames.push({ event, channel: channel ?? data?.channel, data });
      arrive(() => network.say(this.id, text));
    }
    /** The client closes the connection. */
    close(code = 1000): void {
      if (this.readyState > 1) return;
      this.readyState = 3;
      lines.delete(this);
      world.queue(() => {
        if (!network.silent) network.end(this.id);
        this.onclose?.({ type: 'close', code, reason: '', wasClean: true });
      });
    }
    drop(code: number, reason = ''): void {
      if (this.readyState > 2) return;
      this.readyState = 3;
      lines.delete(this);
      network.end(this.id);
      this.onclose?.({ type: 'close', code, reason, wasClean: code !== 1006 });
    }
  }
  return { WebSocket: FakeWebSocket, lines, frames };
}
