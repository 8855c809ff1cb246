// The sub-path `oread/plain`: the engine in plain JavaScript stands in the app's script, for where nothing can be loaded
// later (service workers, one file of all) and WebAssembly may be forbidden.
import start from '../../build/wasm/oread-plain.mjs';
import { parts } from './host/parts.js';

parts.plain_ = start;
