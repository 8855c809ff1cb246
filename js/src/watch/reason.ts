// Why something went wrong, for people and for grouping. The words are ours: what a server or a handler of the app says may
// hold a signature or a payload.
import { enums } from '../trace/border-names.js';

/** What can go wrong: a name that stays. */
export type ReasonCode = keyof typeof sentences;

/** What each code says. */
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
  /** For grouping. */
  code: ReasonCode;
  /** HTTP status, close code or code of an error frame; 0 when there is none. */
  status: number;
  /** The same as a sentence; no words of others are in it. */
  message: string;
}

/** @internal Nothing when all went well. */
export function reasonOf([code, status]: readonly [code: number, status: number, text: string]):
  Reason | undefined {
  if (!code) return undefined;
  const name = enums.Errc![code] as ReasonCode;
  return { code: name, status, message: sentences[name] };
}
