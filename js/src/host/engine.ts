// One engine in its own instance of the compiled module, so that a trap does not affect other engines and its memory is
// collected with it. The compiled module is shared.
import {
  type Effect,
  type Event,
  type Input,
  type LinkAddresses,
  optionCount,
  type CarrierAddresses,
} from './border.js';
import { fit, read, room, write } from './codec.js';
import { formats, inputFormats, linkFormat } from './formats.js';

/** What wasm/bindings.cpp exports. */
export interface Exports {
  /** Returns the address of `size` bytes for the host to write. */
  room(size: number): number;
  /**
   * Passes what is written there to the engine: the options first, then inputs. Returns the address of the outbox: its
   * size, the deadline, then the effects.
   */
  tell(now: number): number;
  memory(): { buffer: ArrayBuffer };
}

const outputs = /* @__PURE__ */ formats.split(',');
const inputs = /* @__PURE__ */ inputFormats.split(',');

/** Where links lead, in the terms of the build's dialect. */
export type Addresses = LinkAddresses | CarrierAddresses;
export type Output = Effect | Event;

export class Engine {
  /** When the next Tick is due; Infinity if the engine waits for other inputs only. */
  deadline = Infinity;
  private exports_: Exports;

  constructor(exports: Exports) {
    this.exports_ = exports;
  }

  /** Passes the addresses and the options that differ from their defaults; returns the first effects. */
  create(addresses: Addresses, options: { [option: number]: number | undefined }): Output[] {
    return this.tell_(
      [...addresses, ...Array.from({ ...options, length: optionCount })],
      linkFormat.padEnd(linkFormat.length + optionCount, 'n'),
      0,
    );
  }

  /** Handles an input; returns the effects and events that it caused, in order. */
  handle(input: Input, now: number): Output[] {
    return this.tell_(input, `n${inputs[input[0]]}`, now);
  }

  private tell_(values: readonly unknown[], kinds: string, now: number): Output[] {
    const { exports_: exports } = this;
    const fitting = fit(values, kinds);
    // Memory may grow with each call, and its buffer is then replaced.
    let at = exports.room(room(fitting));
    // Set the size to what was written. A smaller size keeps the address.
    exports.room(write(exports.memory().buffer, at, fitting) - at);
    at = exports.tell(now);
    const { buffer } = exports.memory();
    const [size, deadline] = new Float64Array(buffer, at, 2);
    this.deadline = deadline!;
    return read(buffer, at + 16, size! - 16, outputs) as Output[];
  }
}
