// Development builds help without being asked. What the app calls goes through here: an import for its effect alone would be
// dropped by bundlers, which are told that no module has any.
import { installDoctor } from '../doctor/index.js';
import { recordTrace } from '../trace/index.js';

/** `entry`, with doctor and trace installed. */
export function prepared<T>(entry: T): T {
  installDoctor();
  recordTrace();
  return entry;
}
