// The signed-in user: events sent to the user, and the users on the watchlist.
import { Emitter } from './emitter.js';

/** `pusher.user`: the signed-in user. Receives the events that the server sends to this user. */
export class User extends Emitter {
  /** The user's data as the server confirmed it; null until then and while disconnected. */
  user_data: any = null;
  /** `signin()` was called. */
  signin_requested = false;
  /** Emits `online` and `offline` with `{ name, user_ids }` for the users on the watchlist. */
  watchlist = new Emitter();
}
