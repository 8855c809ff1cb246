// Installs doctor and trace in development builds. The functions that applications import pass through here, because
// package.json declares the modules free of side effects and bundlers would drop an import for its effect alone.
import { installDoctor } from '../doctor/index.js';
import { recordTrace } from '../trace/index.js';

/** Installs doctor and trace, and returns `entry`. */
export function prepared<T>(entry: T): T {
  installDoctor();
  recordTrace();
  return entry;
}
