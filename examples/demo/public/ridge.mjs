// The ridge line: the last minute of this connection. Every event is a peak, an outage is a gap. The picture is drawn
// when something happens; in between the compositor moves it, so that an idle page costs the main thread nothing.
import { calm } from './dom.mjs';

const span = 60_000;
const width = 600;
const height = 72;
const ground = height - 6;
const step = 4;
const slope = 6;

/** Kinds of events and their heights. */
const rise = { task: 44, service: 34, people: 24, whisper: 18 };

export class Ridge {
  #svg;
  #peaks = [];
  #gaps = [];
  #line;
  #fill;
  #gapLayer;
  /** The strip shows one span before this moment, and one after it. */
  #middle = performance.now();

  constructor(svg) {
    this.#svg = svg;
    svg.setAttribute('viewBox', `0 0 ${2 * width} ${height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    this.#gapLayer = this.#make('g', 'gaps');
    this.#fill = this.#make('path', 'fill');
    this.#line = this.#make('path', 'line');
    this.#roll();
    // With reduced motion, a still picture once a second is enough.
    if (calm()) setInterval(() => this.#place(), 1000);
  }

  peak(kind) {
    this.#peaks.push({ at: performance.now(), rise: rise[kind] ?? 20 });
    this.#draw();
  }

  /** The connection was lost or restored. */
  live(yes) {
    const open = this.#gaps.at(-1);
    if (!yes && (!open || open.end)) this.#gaps.push({ begin: performance.now() });
    if (yes && open && !open.end) open.end = performance.now();
    this.#svg.parentElement.classList.toggle('down', !yes);
    this.#draw();
  }

  #make(tag, name) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    element.setAttribute('class', name);
    this.#svg.append(element);
    return element;
  }

  /** Starts a strip, and moves it to the left until the next one starts. */
  #roll() {
    this.#middle = performance.now();
    this.#peaks = this.#peaks.filter((one) => one.at > this.#middle - span);
    this.#gaps = this.#gaps.filter((one) => !one.end || one.end > this.#middle - span);
    this.#draw();
    if (calm()) return this.#place();
    const rolling = this.#svg.animate(
      [{ transform: 'translateX(0)' }, { transform: 'translateX(-50%)' }],
      { duration: span },
    );
    rolling.onfinish = () => this.#roll();
  }
  #place() {
    const gone = (performance.now() - this.#middle) / span;
    if (gone >= 1) return this.#roll();
    this.#svg.style.transform = `translateX(${-50 * gone}%)`;
  }

  #x(at) {
    return width + ((at - this.#middle) / span) * width;
  }

  #draw() {
    const peaks = this.#peaks.map((one) => ({ x: this.#x(one.at), rise: one.rise }));
    // The line is flat except near a peak.
    const places = new Set([0, 2 * width]);
    for (const { x } of peaks)
      for (let at = x - 3 * slope; at <= x + 3 * slope; at += step) places.add(Math.round(at));
    const path = [...places]
      .sort((a, b) => a - b)
      .map((at) => {
        let up = 0;
        for (const one of peaks) {
          const away = (one.x - at) / slope;
          if (Math.abs(away) < 3) up = Math.max(up, one.rise * Math.exp(-away * away));
        }
        return `${at} ${(ground - up).toFixed(1)}`;
      })
      .join('L');
    this.#line.setAttribute('d', `M${path}`);
    this.#fill.setAttribute('d', `M${path}L${2 * width} ${height}L0 ${height}Z`);

    this.#gapLayer.replaceChildren(
      ...this.#gaps.map((gap) => {
        const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        const left = Math.max(0, this.#x(gap.begin));
        // An open gap extends beyond the visible part.
        const right = gap.end ? this.#x(gap.end) : 2 * width;
        box.setAttribute('x', left.toFixed(1));
        box.setAttribute('width', Math.max(1, right - left).toFixed(1));
        box.setAttribute('height', String(height));
        return box;
      }),
    );
  }
}
