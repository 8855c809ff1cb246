// The client, which the build wraps into a function of its globals: the same code as in the package, with another clock and
// other timers, promises, randomness and `fetch`.
export { Pusher } from '../pusher/pusher.js';
