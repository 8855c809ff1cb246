// For pages whose scripts use globals. Importing the package sets none.
import { Pusher } from '../pusher/pusher.js';
import { Echo } from './echo.js';

/**
 * Sets `window.Echo` and `window.Pusher` to Oread's classes.
 * @example
 * import { installGlobal } from 'oread';
 *
 * installGlobal();
 * const echo = new window.Echo({ broadcaster: 'reverb', key: 'app-key', wsHost: 'ws.example.com' });
 */
export function installGlobal(): void {
  Object.assign(globalThis, { Echo, Pusher });
}
