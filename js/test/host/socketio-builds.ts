// The two builds of the engine with the Socket.IO dialect. A test that uses them replaces the same modules as the package's build
// (`socketIoEngine` in tools/build-plugins.mjs).
import startPlain from '../../../build/wasm/oread-socketio-plain.mjs';
import startWasm from '../../../build/wasm/oread-socketio.mjs';
import type { Exports } from '../../src/host/engine.js';
import { compile } from '../wasm-on-disk.js';

const compiled = compile('oread-socketio');

export const socketIoBuilds: [name: string, start: () => Promise<Exports>][] = [
  ['Wasm', async () => startWasm({ wasm: await compiled })],
  ['plain JavaScript', () => startPlain({})],
];
