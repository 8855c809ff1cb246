// The sub-path `oread/plain`: bundles the plain-JavaScript engine into the application's script, for environments that
// cannot load code later (service workers, single-file scripts) and may forbid WebAssembly.
import start from '../../build/wasm/oread-plain.mjs';
import { parts } from './host/parts.js';

parts.plain_ = start;
