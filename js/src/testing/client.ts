// The client as the build wraps it into a function of its surroundings: the same code as in the package, with another
// clock, other timers, promises, randomness and `fetch` in reach.
export { Pusher } from '../pusher/pusher.js';
