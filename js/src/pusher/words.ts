// What a failure says to people. No failure is told without words.
import type { Failure } from '../host/border.js';

/**
 * What happened and what to do, in the order of `Errc`. One that ends with a colon goes before a text of the engine, which
 * only says what it is about; the others stand in for the words of a server or an app where those said none.
 */
const sentences = [
  'nothing is wrong',
  'an option is out of range:',
  'a channel name has 1 to 4096 bytes and no # in front',
  'a client event is named client-…, of 4096 bytes at most',
  'no client event goes to an encrypted channel',
  'over a limit, send less or raise it:',
  'there is no connection, try again later',
  'subscribe to the channel first',
  'a newer whisper took its place',
  'too many whispers, send less',
  'the auth endpoint refused, see its log',
  'the auth endpoint wants a login, sign in',
  'the auth endpoint cannot be reached, check its address',
  'the auth endpoint failed, see its log',
  'the auth endpoint gave no signature, see its log:',
  'the server refused the signature, check key and secret',
  'the server sent no Pusher frame, check host and port:',
  'the server sent no greeting, check host and port:',
  'the server failed, see its log',
  'the server refused, see its log',
  'no key opens the event, check the encryption key:',
  'code did not load, check the network',
  'no answer in time, see the log',
  'the server cannot be reached, check host and port',
  'the server closed the connection, see its log',
  'the server fell silent, check the network',
  'the page slept, it connects when it wakes',
  'disconnect() was called',
];

/** The failure as a sentence. */
export function words([code, , text]: Failure): string {
  const ours = sentences[code]!;
  if (!ours.endsWith(':')) return text || ours;
  return text ? `${ours} ${text}` : ours.slice(0, -1);
}
