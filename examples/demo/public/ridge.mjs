// The ridge line: the last minute of this connection. Every event is a peak, an outage is a gap.
import { calm } from './dom.mjs';

const span = 60_000;
const width = 600;
const height = 72;
const ground = height - 6;
const step = 4;

/** Kinds of moments and how high they stand out. */
const rise = { task: 44, service: 34, people: 24, whisper: 18 };

export class Ridge {
  #svg;
  #peaks = [];
  #gaps = [];
  #line;
  #fill;
  #gapLayer;
  #head;

  constructor(svg) {
    this.#svg = svg;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    this.#gapLayer = this.#make('g', 'gaps');
    this.#fill = this.#make('path', 'fill');
    this.#line = this.#make('path', 'line');
    this.#head = this.#make('line', 'head');
    this.#draw();
    // A still picture once a second is enough for who wants no motion.
    const every = calm() ? 1000 : 100;
    setInterval(() => this.#draw(), every);
  }

  peak(kind) {
    this.#peaks.push({ at: performance.now(), rise: rise[kind] ?? 20 });
  }

  /** The connection is gone, or there again. */
  live(yes) {
    const open = this.#gaps.at(-1);
    if (!yes && (!open || open.end)) this.#gaps.push({ begin: performance.now() });
    if (yes && open && !open.end) open.end = performance.now();
  }

  #make(tag, name) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    element.setAttribute('class', name);
    this.#svg.append(element);
    return element;
  }

  #draw() {
    const now = performance.now();
    this.#peaks = this.#peaks.filter((one) => one.at > now - span - 2000);
    this.#gaps = this.#gaps.filter((one) => !one.end || one.end > now - span);
    const x = (at) => width - ((now - at) / span) * width;

    let path = '';
    for (let at = 0; at <= width; at += step) {
      let up = 0;
      for (const one of this.#peaks) {
        const away = Math.abs(x(one.at) - at) / 6;
        if (away < 3) up = Math.max(up, one.rise * Math.exp(-away * away));
      }
      path += `${path ? 'L' : 'M'}${at} ${(ground - up).toFixed(1)}`;
    }
    this.#line.setAttribute('d', path);
    this.#fill.setAttribute('d', `${path}L${width} ${height}L0 ${height}Z`);

    this.#gapLayer.replaceChildren(
      ...this.#gaps.map((gap) => {
        const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        const left = Math.max(0, x(gap.begin));
        box.setAttribute('x', left.toFixed(1));
        box.setAttribute('width', Math.max(1, x(gap.end ?? now) - left).toFixed(1));
        box.setAttribute('height', String(height));
        return box;
      }),
    );
    const down = this.#gaps.at(-1) && !this.#gaps.at(-1).end;
    this.#head.setAttribute('class', down ? 'head down' : 'head');
    for (const name of ['x1', 'x2']) this.#head.setAttribute(name, String(width - 1));
    this.#head.setAttribute('y1', '8');
    this.#head.setAttribute('y2', String(height));
  }
}
