// What a failure says to people. No failure is told without words.
import type { Failure } from '../host/border.js';

/**
 * What happened and what to do, in the order of `Errc`. One that ends with a colon goes before a text of the engine, which
 * only says what it is about; the others stand in for the words of a server or an app where those said none.
 */
const sentences = [
  'nothing is wrong',
  'an option is out of range:',
  'a channel name has 1 to 4096 bytes and begins without #',
  'a client event is named client-…, of at most 4096 bytes',
  'whispers are JSON, and not for encrypted channels',
  'over a limit, send less or raise the limit:',
  'there is no connection, try again later',
  'subscribe to the channel first',
  'a newer whisper took its place',
  'too many whispers, send fewer or let them coalesce',
  'the auth endpoint refused, may this user join?',
  'the auth endpoint wants a login, sign in or reload',
  'the auth endpoint cannot be reached, check its address',
  'the auth endpoint fails, see its log',
  'the auth endpoint gave no signature, check its answer:',
  'the server rejects the signature, compare key and secret',
  'unreadable message, check what answers at this address:',
  'this is no Pusher server, check host, port and path:',
  'the server reports an error, see its log',
  'the server refused the subscription, see its log',
  'no key opens an event, give all servers the same one:',
  'code of this library did not load, check the network',
  "no answer in time, see the server's log",
  'cannot connect, check host, port and TLS',
  "the connection was closed, see the server's log",
  'the connection fell silent, check the network',
  'the page slept, it connects when it wakes',
  'disconnect() was called',
];

/** The failure as a sentence. */
export function words([code, , text]: Failure): string {
  const ours = sentences[code]!;
  if (!ours.endsWith(':')) return text || ours;
  return text ? `${ours} ${text}` : ours.slice(0, -1);
}
