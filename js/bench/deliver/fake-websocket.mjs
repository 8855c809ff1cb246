// A WebSocket without a network, for both clients. Its server answers what the client needs to be ready; the bench passes it
// the messages.

/** Greets, acknowledges subscriptions and responds to pings as Reverb does. */
export const reverb = {
  opened(say) {
    const data = JSON.stringify({ socket_id: '123456.7890', activity_timeout: 120 });
    say(JSON.stringify({ event: 'pusher:connection_established', data }));
  },
  heard(text, say) {
    const { event, data } = JSON.parse(text);
    if (event === 'pusher:subscribe')
      say(
        JSON.stringify({
          event: 'pusher_internal:subscription_succeeded',
          data: '{}',
          channel: data.channel,
        }),
      );
    else if (event === 'pusher:ping') say(JSON.stringify({ event: 'pusher:pong' }));
  },
};

/** A socket class with this server; `opened` lists the sockets that a client made and did not close. */
export function fakeWebSocketClass(server) {
  const opened = [];

  class FakeWebSocket {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    static opened = opened;

    constructor(url) {
      this.url = String(url);
      this.readyState = 0;
      this.binaryType = 'blob';
      this.bufferedAmount = 0;
      this.protocol = '';
      this.extensions = '';
      this.onopen = this.onmessage = this.onerror = this.onclose = null;
      this.listeners = { open: [], message: [], error: [], close: [] };
      opened.push(this);
      setTimeout(() => this.#greet());
    }

    addEventListener(type, listener) {
      this.listeners[type].push(listener);
    }

    removeEventListener(type, listener) {
      this.listeners[type] = this.listeners[type].filter((one) => one !== listener);
    }

    send(text) {
      server.heard(text, (answer) => this.#later(answer));
    }

    close(code = 1000, reason = '') {
      if (this.readyState === 3) return;
      this.readyState = 3;
      opened.splice(opened.indexOf(this), 1);
      setTimeout(() => this.emit('close', { type: 'close', code, reason, wasClean: true }));
    }

    /** Passes an event to the handler and the listeners of its type. */
    emit(type, event) {
      this[`on${type}`]?.call(this, event);
      for (const listener of this.listeners[type]) listener.call(this, event);
    }

    /** Calls the message handlers directly: the browser's dispatch costs both clients the same. */
    receiver() {
      const [listener] = this.listeners.message;
      return (listener ?? this.onmessage).bind(this);
    }

    #greet() {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.emit('open', { type: 'open' });
      server.opened((text) => this.#later(text));
    }

    #later(data) {
      setTimeout(
        () => this.readyState === 1 && this.emit('message', new MessageEvent('message', { data })),
      );
    }
  }

  return FakeWebSocket;
}
