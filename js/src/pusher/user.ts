// The signed-in user: events sent to them, and whom of their watchlist is there.
import { Emitter } from './emitter.js';

export class User extends Emitter {
  /** What the server confirmed; null until then and while disconnected. */
  user_data: any = null;
  signin_requested = false;
  watchlist = new Emitter();
}
