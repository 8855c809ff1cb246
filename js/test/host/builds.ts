// The two builds of the engine, so that every test runs on both.
import startPlain from '../../../build/wasm/oread-plain.mjs';
import startWasm from '../../../build/wasm/oread.mjs';
import type { Exports } from '../../src/host/engine.js';
import { compile } from '../wasm-on-disk.js';

const compiled = compile();

export const builds: [name: string, start: () => Promise<Exports>][] = [
  ['Wasm', async () => startWasm({ wasm: await compiled })],
  ['plain JavaScript', () => startPlain({})],
];
