// Why something went wrong, as a message and a code. The messages are fixed: text from a server or from the application's
// handler may contain a signature or a payload.
import { enums } from '../trace/border-names.js';

/** The code of a failure; codes do not change between versions. */
export type ReasonCode = keyof typeof sentences;

/** The message of each code. */
export const sentences = {
  none: '',
  'bad-option': 'An option is out of range.',
  'bad-channel-name': 'Not a valid channel name.',
  'bad-event-name': 'Not a valid event name.',
  'not-allowed': 'This channel does not allow it.',
  'too-large': 'A limit on channels or bytes was exceeded.',
  'not-connected': 'There is no connection.',
  'not-subscribed': 'The channel is not subscribed.',
  superseded: 'A newer one replaced it.',
  'rate-limited': 'Too many were sent in a short time.',
  'auth-denied': 'The auth endpoint refused access.',
  'auth-expired': 'The auth endpoint no longer accepts the session or token.',
  'auth-network': 'The auth endpoint could not be reached.',
  'auth-server': 'The auth endpoint failed or is overloaded.',
  'auth-bad-response': 'The auth endpoint returned no signature.',
  'auth-rejected': 'The server rejected the signature of the auth endpoint.',
  'bad-frame': 'The server sent something that is not a frame.',
  'bad-handshake': 'The server did not send the greeting of the Pusher protocol.',
  'server-error': 'The server reported an error.',
  'subscribe-refused': 'The server refused the subscription.',
  'decrypt-failed': 'An encrypted event could not be decrypted.',
  'load-failed': 'A part of the client could not be loaded.',
  timeout: 'No response arrived in time.',
  'link-failed': 'The connection could not be opened.',
  'link-closed': 'The connection was closed.',
  silent: 'The server stopped answering.',
  suspended: 'The page or device was suspended.',
  stopped: 'The app disconnected.',
};

/** Why something went wrong. */
export interface Reason {
  /** The code, for grouping. */
  code: ReasonCode;
  /** The HTTP status, close code or code of an error frame; 0 if there is none. */
  status: number;
  /** The message for the code; contains no text from the server or the application. */
  message: string;
}

/** @internal Undefined if nothing went wrong. */
export function reasonOf([code, status]: readonly [code: number, status: number, text: string]):
  Reason | undefined {
  if (!code) return undefined;
  const name = enums.Errc![code] as ReasonCode;
  return { code: name, status, message: sentences[name] };
}
