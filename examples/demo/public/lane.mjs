// One client of the outage page: when it was connected, and which events it received.
import { h } from './dom.mjs';

const width = 600;
const height = 56;
const bar = { top: 8, height: 20 };
const dots = 44;

const shape = (name, attributes, text) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
};
const round = (ms) => `${(ms / 1000).toFixed(1)} s`;

export class Lane {
  #name;
  #began = performance.now();
  #outage = 0;
  #wentAt;
  #backAt;
  #heard = new Set();
  #svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  #figures = h('dl', { class: 'figures' });

  constructor(name, pusher, channel) {
    this.#name = name;
    const subscription = pusher.subscribe(channel);
    this.subscribed = new Promise((done) =>
      subscription.bind('pusher:subscription_succeeded', () => {
        if (this.#wentAt !== undefined) this.#backAt ??= this.#now;
        done();
      }),
    );
    subscription.bind('tick', ({ n, began }) => began === this.#began && this.#heard.add(n));
    pusher.connection.bind('state_change', ({ current }) => {
      if (current !== 'connected') this.#wentAt ??= this.#now;
    });
    this.element = h(
      'section',
      { class: 'lane', 'aria-label': name },
      h('h3', {}, name),
      this.#svg,
      this.#figures,
    );
    this.draw([]);
  }

  get #now() {
    return performance.now() - this.#began;
  }

  begin(began, seconds) {
    this.#began = began;
    this.#outage = seconds * 1000;
    this.#wentAt = this.#backAt = undefined;
    this.#heard.clear();
  }

  /** Whether it was away and has its channel again. */
  get isBack() {
    return this.#backAt !== undefined;
  }

  heard(least) {
    return [...this.#heard].some((n) => n >= least);
  }

  #missed(published) {
    const until = this.#backAt ?? this.#now;
    return published.filter((at, i) => at < until && !this.#heard.has(i + 1)).length;
  }

  /** Seconds after the network returned; negative if it was never away. */
  #late() {
    return this.#backAt === undefined ? undefined : Math.max(0, this.#backAt - this.#outage);
  }

  sentence(published) {
    const late = this.#late();
    const back =
      late === undefined ? 'is not back yet' : `was back ${round(late)} after the network`;
    return `${this.#name} ${back} and missed ${this.#missed(published)} events.`;
  }

  draw(published) {
    const now = published.length ? this.#now : 0;
    // Never shorter than what fits an outage, and always with all that happened.
    const span = Math.max(20_000, now + 1000);
    const x = (at) => ((at / span) * width).toFixed(1);
    const part = (from, to, name) =>
      shape('rect', {
        class: name,
        x: x(from),
        width: x(Math.max(0, to - from)),
        y: bar.top,
        height: bar.height,
        rx: 3,
      });
    const went = this.#wentAt ?? now;
    const back = this.#backAt ?? now;
    this.#svg.replaceChildren(
      part(0, span, 'ahead'),
      part(0, Math.min(this.#outage, now), 'shut'),
      part(0, went, 'live'),
      part(went, back, 'gap'),
      ...(this.isBack ? [part(back, now, 'live')] : []),
      ...published.map((at, i) =>
        shape('circle', {
          class: this.#heard.has(i + 1) ? 'got' : 'lost',
          cx: x(at),
          cy: dots,
          r: 4,
        }),
      ),
    );
    const late = this.#late();
    const figures = [
      ['Back after the network', late === undefined ? '–' : round(late)],
      ['Events missed', published.length ? this.#missed(published) : '–'],
    ];
    this.#figures.replaceChildren(
      ...figures.map(([term, value]) =>
        h('div', {}, h('dt', {}, term), h('dd', {}, String(value))),
      ),
    );
  }
}
