// A WebSocket that the test controls: it records sent frames and delivers the test's.

export class FakeSocket {
  static all: FakeSocket[] = [];
  /** The newest socket. */
  static get last(): FakeSocket {
    return FakeSocket.all[FakeSocket.all.length - 1]!;
  }

  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readyState = 0;
  binaryType = 'blob';
  sent: any[] = [];
  onopen: ((event: any) => void) | null = null;
  onmessage: ((event: any) => void) | null = null;
  onclose: ((event: any) => void) | null = null;
  onerror: ((event: any) => void) | null = null;
  private listeners = new Map<string, Set<(event: any) => void>>();

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  addEventListener(type: string, call: (event: any) => void): void {
    if (!this.listeners.has(type)) this.listeners.set(type, new Set());
    this.listeners.get(type)!.add(call);
  }
  removeEventListener(type: string, call: (event: any) => void): void {
    this.listeners.get(type)?.delete(call);
  }
  private fire(type: 'open' | 'message' | 'close' | 'error', event: object): void {
    const full = { type, timeStamp: performance.now(), target: this, ...event };
    this[`on${type}`]?.(full);
    for (const call of [...(this.listeners.get(type) ?? [])]) call(full);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(code = 1000, reason = ''): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    queueMicrotask(() => this.fire('close', { code, reason, wasClean: true }));
  }

  // --- the server's side
  open(): void {
    this.readyState = 1;
    this.fire('open', {});
  }
  say(frame: object | string): void {
    const isMessage = typeof frame === 'string' || frame instanceof ArrayBuffer;
    this.fire('message', { data: isMessage ? frame : JSON.stringify(frame) });
  }
  /** A frame whose data is JSON in a string, as servers send it. */
  event(event: string, channel?: string, data: unknown = {}, more: object = {}): void {
    this.say({ event, data: JSON.stringify(data), ...(channel && { channel }), ...more });
  }
  greet(socketId = '12.34'): void {
    this.open();
    this.event('pusher:connection_established', undefined, {
      socket_id: socketId,
      activity_timeout: 30,
    });
  }
  /** The link breaks. */
  drop(code = 1006): void {
    this.readyState = 3;
    this.fire('close', { code, reason: '', wasClean: code !== 1006 });
  }
  /** The channels of the sent frames with this event, in order. */
  asked(event = 'pusher:subscribe'): string[] {
    return this.sent.filter((frame) => frame.event === event).map((frame) => frame.data.channel);
  }
}

/** Waits until `met` returns something true. The limit ends a broken test; it is not an assertion. */
export async function until<T>(met: () => T, forMs = 20_000): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    const found = met();
    if (found) return found;
    if (Date.now() > end) throw new Error(`never: ${met}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
