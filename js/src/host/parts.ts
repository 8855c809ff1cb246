// What few pages need, and so is loaded when it is needed, unless the app has imported it (`oread/plain`,
// `oread/encryption`): it stands here then.
import type open from './cipher.js';
import type { Exports } from './engine.js';

/** Starts an engine that is plain JavaScript. */
export type StartPlain = (setup: object) => Promise<Exports>;
/** Opens sealed events. */
export type Cipher = typeof open;

export const parts: { plain_?: StartPlain; cipher_?: Cipher } = {};
