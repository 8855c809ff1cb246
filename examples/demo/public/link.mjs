// Displays the connection: status, last event, delivery time, attempts, and the outage button.
import { $, post, say, write } from './dom.mjs';
import { Ridge } from './ridge.mjs';
import { gate } from './who.mjs';

const outageSeconds = 8;

const words = {
  initialized: 'Starting',
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  unavailable: 'Still trying',
  failed: 'Still trying',
  disconnected: 'Disconnected',
};

const seconds = (ms) =>
  ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;

/** How long events take from the publisher to this page: the median of the last few. */
class Delivery {
  #last = [];
  note(sentAt) {
    const took = Date.now() - sentAt;
    // The clocks of two machines differ; show no figure rather than a nonsensical one.
    if (!Number.isFinite(took) || took < 0 || took > 10_000) return;
    this.#last = [...this.#last.slice(-8), took];
  }
  get ms() {
    const sorted = [...this.#last].sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  }
}

export class LinkPanel {
  #echo;
  #ridge = new Ridge($('#ridge'));
  #delivery = new Delivery();
  #status = 'initialized';
  #attempt = 0;
  #nextAt;
  #lastEventAt;
  #downSince;
  #wasLive = false;
  #outageUntil = 0;
  #backListeners = [];
  #timer;

  constructor(echo) {
    this.#echo = echo;
    const { connection } = echo.connector.pusher;
    connection.bind('state_change', () => this.#changed());
    connection.bind('connecting_in', (delay) => {
      ++this.#attempt;
      this.#nextAt = performance.now() + delay * 1000;
      this.#changed();
    });
    $('#drop').addEventListener('click', () => this.#drop());
    this.#changed();
  }

  /** Called with the duration of every outage once it is over. */
  onBack(listener) {
    this.#backListeners.push(listener);
  }

  /**
   * All events of the demo go through here and update the ridge and the figures. A `live` one was published while this
   * page
   * was subscribed; the server's cache also delivers older ones, whose age says nothing about delivery.
   */
  heard(kind, data, live = true) {
    this.#lastEventAt = performance.now();
    this.#ridge.peak(kind);
    if (live && data?.sent_at) this.#delivery.note(data.sent_at);
    this.#tick();
  }

  #changed() {
    const status = this.#echo.connectionStatus();
    if (status !== this.#status) {
      this.#status = status;
      this.#moved(status);
    }
    this.#tick();
    this.#count();
  }

  /** Whole seconds are enough while connected; an outage is counted in tenths. */
  #count() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), this.#status === 'connected' ? 1000 : 200);
  }

  #moved(status) {
    const live = status === 'connected';
    if (live || this.#wasLive) this.#ridge.live(live);
    document.documentElement.dataset.link = live
      ? 'live'
      : status === 'disconnected'
        ? 'off'
        : 'down';
    if (live) {
      this.#wasLive = true;
      const away = this.#downSince && performance.now() - this.#downSince;
      this.#downSince = undefined;
      this.#attempt = 0;
      this.#nextAt = undefined;
      say(away ? `Connected again after ${seconds(away)}.` : 'Connected.');
      if (away) for (const listener of this.#backListeners) listener(away);
    } else if (!this.#downSince && this.#wasLive) {
      this.#downSince = performance.now();
      say(`${words[status]}.`);
    }
  }

  #tick() {
    const now = performance.now();
    const live = this.#status === 'connected';
    write('#state', words[this.#status] ?? this.#status);
    write(
      '#detail',
      live
        ? `socket ${this.#echo.socketId()}`
        : this.#downSince
          ? `away for ${seconds(now - this.#downSince)}`
          : 'waiting for the greeting',
    );
    const ago = this.#lastEventAt && Math.floor((now - this.#lastEventAt) / 1000);
    write('#last-event', ago === undefined ? 'none yet' : ago < 1 ? 'just now' : `${ago} s ago`);
    write('#delivery', this.#delivery.ms === undefined ? '–' : `${this.#delivery.ms} ms`);
    write('#attempt', live ? '–' : String(this.#attempt || 1));
    const wait = this.#nextAt === undefined ? 0 : this.#nextAt - now;
    write('#next', live ? '–' : wait > 0 ? `in ${seconds(wait)}` : 'now');
    this.#tickOutage(now);
  }

  #tickOutage(now) {
    const left = Math.ceil((this.#outageUntil - now) / 1000);
    $('#drop').disabled = left > 0;
    write(
      '#drop',
      left > 0 ? `Network is down for ${left} s` : `Drop the network for ${outageSeconds} s`,
    );
  }

  async #drop() {
    this.#outageUntil = performance.now() + outageSeconds * 1000;
    this.#tick();
    try {
      await post('/demo/gate', { gate, seconds: outageSeconds });
    } catch (error) {
      this.#outageUntil = 0;
      say(`The network could not be dropped: ${error.message}`);
    }
  }
}
