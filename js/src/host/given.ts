// What an app gives, made into the texts and numbers that the border takes. An app in JavaScript may give anything in
// any place, also what throws when it is looked at; nothing else converts it.

import { optional } from './optional.js';

/** Words are for people to read. */
const wordsMost = 1000;
/** No engine can be told to take longer ones. */
const nameMost = 65_536;
/** What browsers, Node.js and HTTP libraries say when a request got no answer. */
const network =
  /failed to fetch|fetch failed|network|load failed|timed? ?out|abort|econn|enot|eai_|unreach/i;

/** Any value as text; never throws. */
export const text = (value: unknown): string => optional(() => String(value)) ?? typeof value;

/** What an app threw, rejected with or called an error: its HTTP status if it names one, and its words. */
function look(error: any): [status: unknown, words: string] {
  try {
    const { status, response, message, error: inner, data, statusText } = Object(error);
    const said = message || inner?.message || inner || data?.message || statusText;
    // `true`, nothing, or an object without words: others will stand in their place.
    const given = text(said || (error ?? ''));
    const mute = !said && /^(true$|\[object )/.test(given);
    return [status ?? response?.status, mute ? '' : given];
  } catch {
    return [undefined, text(error)];
  }
}

/** An error in words. */
export const words = (error: unknown): string => look(error)[1].slice(0, wordsMost);

/**
 * What a handler's error means: a refusal, the handler's words, and the HTTP status, or 0. An error that speaks of the
 * network, or whose status is not an HTTP status, is not a refusal.
 */
export function failure(error: unknown): [refused: boolean, words: string, status: number] {
  const [status] = look(error);
  const said = words(error);
  const code = /^[1-5]\d\d$/.test(text(status)) ? Number(status) : 0;
  return [!!code || (status == null && !network.test(said)), said, code];
}

const refuse = (name: string, value: unknown, wanted: string): never => {
  throw new TypeError(`${name} must be ${wanted}, got ${text(value).slice(0, 100)}`);
};
const isText = (value: unknown) => typeof value === 'string' || Number.isFinite(value);

/** A channel's name. The engine says which ones it takes; this is what it is asked about at all. */
export function channelName(value: unknown): string {
  return isText(value) && text(value).length <= nameMost
    ? text(value)
    : refuse('channel', value, `a string of at most ${nameMost} characters`);
}

/** An option that is a text, which may have been given as a number; '' when it is null or `false`. */
export function textOption(name: string, value: unknown): string {
  const given = value === false ? '' : (value ?? '');
  // A lone surrogate cannot stand in an address.
  return isText(given) && !/\p{Cs}/u.test(text(given))
    ? text(given)
    : refuse(name, value, 'a string');
}

/** An option that is a number, or a text of digits. What is empty, null or `false` means the default: `undefined`. */
export function numberOption(name: string, value: unknown): number | undefined {
  const given = typeof value === 'string' ? value.trim() && Number(value) : value;
  if (given == null || given === '' || given === false) return undefined;
  return Number.isFinite(given) ? (given as number) : refuse(name, value, 'a number');
}

/** An option that is a TCP port. */
export function portOption(name: string, value: unknown, otherwise: number): number {
  const port = numberOption(name, value) || otherwise;
  return port % 1 === 0 && port > 0 && port < 65536 ? port : refuse(name, value, 'a port');
}
