// One engine in one instance of the compiled module. An instance each, so that a trap in one harms no other and its
// memory goes when nobody holds it any more; what is compiled is shared.
import {
  type Effect,
  type Event,
  formats,
  type Input,
  inputFormats,
  linkFormat,
  optionCount,
  type PusherLinks,
} from './border.js';
import { fit, read, room, write } from './codec.js';

/** What wasm/bindings.cpp exports. */
export interface Exports {
  /** A place for `size` bytes that the host will write. */
  room(size: number): number;
  /**
   * Gives the engine what is written there: the options first, then inputs. Answers where the outbox stands: its size
   * and the deadline, then the effects.
   */
  tell(now: number): number;
  memory(): { buffer: ArrayBuffer };
}

const outputs = /* @__PURE__ */ formats.split(',');
const inputs = /* @__PURE__ */ inputFormats.split(',');

export type Output = Effect | Event;

export class Engine {
  /** When the next Tick would do something; Infinity: only news can make the engine do something. */
  deadline = Infinity;
  private exports_: Exports;

  constructor(exports: Exports) {
    this.exports_ = exports;
  }

  /** Gives where links lead and the quantities that differ from their defaults. */
  create(links: PusherLinks, options: { [option: number]: number | undefined }): Output[] {
    return this.tell_(
      [...links, ...Array.from({ ...options, length: optionCount })],
      linkFormat.padEnd(linkFormat.length + optionCount, 'n'),
      0,
    );
  }

  /** Everything that this input caused, in order. */
  handle(input: Input, now: number): Output[] {
    return this.tell_(input, `n${inputs[input[0]]}`, now);
  }

  private tell_(values: readonly unknown[], kinds: string, now: number): Output[] {
    const { exports_: exports } = this;
    const fitting = fit(values, kinds);
    // Memory may grow with each call, and then moves.
    let at = exports.room(room(fitting));
    // What was written tells how much it is; a smaller place is the same place.
    exports.room(write(exports.memory().buffer, at, fitting) - at);
    at = exports.tell(now);
    const { buffer } = exports.memory();
    const [size, deadline] = new Float64Array(buffer, at, 2) as unknown as [number, number];
    this.deadline = deadline;
    return read(buffer, at + 16, size - 16, outputs) as Output[];
  }
}
