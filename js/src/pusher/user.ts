// The signed-in user: events sent to them, and whom of their watchlist is there.
import { Emitter } from './emitter.js';

/** `pusher.user`: who signed in. Events that the server sends to this user come here. */
export class User extends Emitter {
  /** What the server confirmed; null until then and while disconnected. */
  user_data: any = null;
  /** `signin()` was called. */
  signin_requested = false;
  /** Tells `online` and `offline` with `{ name, user_ids }` of those whom the user watches. */
  watchlist = new Emitter();
}
