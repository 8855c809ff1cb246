// For pages whose scripts use globals. Importing the package sets none.
import { Pusher } from '../pusher/pusher.js';
import { Echo } from './echo.js';

/** Sets `window.Echo` and `window.Pusher` to Oread's classes. */
export function installGlobal(): void {
  Object.assign(globalThis, { Echo, Pusher });
}
