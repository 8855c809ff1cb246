// The parts that are loaded on demand because few pages need them, unless the application has imported them (`oread/plain`,
// `oread/encryption`): those imports set them here.
import type open from './cipher.js';
import type { Exports } from './engine.js';

/** Starts the plain-JS engine. */
export type StartPlain = (setup: object) => Promise<Exports>;
/** Opens sealed events. */
export type Cipher = typeof open;

export const parts: { plain_?: StartPlain; cipher_?: Cipher } = {};
