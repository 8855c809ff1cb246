// The messages for failures. Every failure has a message.
import type { ErrcCount, Failure } from '../host/border.js';

/**
 * What happened and what to do, in the order of `Errc`. A message that ends with a colon precedes the engine's text, which
 * only names the subject. The others are defaults for when the server or the application sent no message.
 */
const sentences = [
  'no error',
  'an option is out of range:',
  'channel names are 1 to 4096 bytes, without a leading #',
  'client event names are client-…, up to 4096 bytes',
  'no client events on encrypted channels',
  'over a limit, send less or raise it:',
  'not connected, try again later',
  'subscribe to the channel first',
  'a newer whisper replaced it',
  'too many whispers, send fewer',
  'the auth endpoint refused, see its log',
  'the auth endpoint needs a login, sign in',
  'cannot reach the auth endpoint, check its address',
  'the auth endpoint failed, see its log',
  'no signature from the auth endpoint, see its log:',
  'the server refused the signature, check key and secret',
  'not this protocol, check host and port:',
  'no greeting, check host and port:',
  'the server failed, see its log',
  'the server refused, see its log',
  'cannot decrypt, check the encryption key:',
  'cannot load code, check the network',
  'no answer in time, see the log',
  'cannot reach the server, check host and port',
  'the server closed the connection, see its log',
  'the server went silent, check the network',
  'the page slept, it reconnects on resume',
  'disconnect() was called',
] as const satisfies { length: ErrcCount };

/** The message for a failure. */
export function words([code, , text]: Failure): string {
  const ours: string = sentences[code];
  if (!ours.endsWith(':')) return text || ours;
  return text ? `${ours} ${text}` : ours.slice(0, -1);
}
