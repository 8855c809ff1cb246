// One engine in one instance of the compiled module. An instance each, so that a trap in one harms no other and its
// memory goes when nobody holds it any more; what is compiled is shared.
import {
  type Effect,
  type Event,
  formats,
  type Input,
  optionCount,
  type PusherServer,
} from './border.js';
import { read, room, write } from './codec.js';

/** What wasm/bindings.cpp exports. */
export interface Exports {
  /** A place for `size` bytes that the host will write. */
  room(size: number): number;
  /** Makes the engine from the bytes in that place; answers the size of the effects (a refusal of the options). */
  create(): number;
  /** Gives the input in that place; answers the size of the effects. */
  tell(now: number): number;
  effects(): number;
  /** Infinity: only news can make the engine do something. */
  deadline(): number;
  memory(): { buffer: ArrayBuffer };
}

const outputs = /* @__PURE__ */ formats.split(',');

export type Output = Effect | Event;

export class Engine {
  private exports_: Exports;

  constructor(exports: Exports) {
    this.exports_ = exports;
  }

  /** Gives where the server is and the quantities that differ from their defaults. */
  create(server: PusherServer, options: { [option: number]: number | undefined }): Output[] {
    this.write_([...server, ...Array.from({ ...options, length: optionCount })]);
    return this.read_(this.exports_.create());
  }

  /** Everything that this input caused, in order. */
  handle(input: Input, now: number): Output[] {
    this.write_(input);
    return this.read_(this.exports_.tell(now));
  }

  /** When the next Tick would do something. */
  deadline(): number {
    return this.exports_.deadline();
  }

  private write_(values: readonly unknown[]): void {
    const at = this.exports_.room(room(values));
    write(this.exports_.memory().buffer, at, values);
  }

  private read_(size: number): Output[] {
    const { exports_ } = this;
    return read(exports_.memory().buffer, exports_.effects(), size, outputs) as Output[];
  }
}
