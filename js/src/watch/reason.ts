// Why something went wrong, for people and for grouping. The words are ours: what a server or a handler of the app says may
// hold a signature or a payload.
import { enums } from '../trace/border-names.js';

/** What can go wrong: a name that stays. */
export type ReasonCode = keyof typeof sentences;

/** What each code says. */
export const sentences = {
  none: '',
  'bad-option': 'An option is out of its range.',
  'bad-channel-name': 'The name is none for a channel.',
  'bad-event-name': 'The name is none for an event.',
  'not-allowed': 'That is not allowed here.',
  'too-large': 'There are more channels, or more bytes, than may be.',
  'not-connected': 'There is no connection.',
  'not-subscribed': 'The channel is not subscribed.',
  superseded: 'A newer one took its place.',
  'rate-limited': 'There were too many in too short a time.',
  'auth-denied': 'The auth endpoint refused.',
  'auth-expired': 'The auth endpoint does not accept the session or token any more.',
  'auth-network': 'The auth endpoint was not reached.',
  'auth-server': 'The auth endpoint is out of order or overloaded.',
  'auth-bad-response': 'The auth endpoint answered something else than a signature.',
  'auth-rejected': 'The server did not accept the signature of the auth endpoint.',
  'bad-frame': 'The server sent what is no frame.',
  'bad-handshake': 'The server does not greet as a Pusher-compatible one does.',
  'server-error': 'The server reported an error.',
  'subscribe-refused': 'The server refused the subscription.',
  'decrypt-failed': 'An encrypted event could not be opened.',
  'load-failed': 'A part of the client did not load.',
  timeout: 'There was no answer in time.',
  'link-failed': 'No connection came about.',
  'link-closed': 'The connection was closed.',
  silent: 'The server fell silent.',
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
