// The engine's failures as the errors and reasons of socket.io-client.
import { Errc, type Failure } from '../host/border.js';
import { optional } from '../host/optional.js';
import { words } from '../pusher/words.js';
import type { DisconnectReason, ExtendedError } from './event-types.js';

/** Why the sockets of a connection that was lost were disconnected. */
export function reasonOf([code]: Failure): DisconnectReason {
  if (code === Errc.Silent) return 'ping timeout';
  if (code === Errc.LinkFailed) return 'transport error';
  return code === Errc.BadFrame ? 'parse error' : 'transport close';
}

/**
 * An Error with what the engine knows: `code` tells failures apart, and `description` is an HTTP status or close code. Apps look
 * for the message `timeout`.
 */
export const errorOf = (why: Failure): ExtendedError =>
  Object.assign(new Error(why[0] === Errc.Timeout && !why[2] ? 'timeout' : words(why)), {
    code: why[0],
    description: why[1] || undefined,
  });

/** The error for what a server refused: it said JSON with a message and data, or a string. */
export function refusalOf(why: Failure, said: string): ExtendedError {
  const error = errorOf(why);
  const answer = optional(() => JSON.parse(said));
  const { message, data } = Object(answer);
  // Socket.IO 2 says whatever the application chose.
  error.data = message == null && typeof answer === 'object' ? answer : data;
  return error;
}

/** Why an event has no answer. */
export function noAnswer(outcome: Errc): Error {
  if (outcome === Errc.Timeout) return new Error('operation has timed out');
  if (outcome === Errc.LinkClosed || outcome === Errc.NotSubscribed)
    return new Error('socket has been disconnected');
  return errorOf([outcome, 0, outcome === Errc.RateLimited ? 'too many events wait' : '']);
}
