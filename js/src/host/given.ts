// Converts an application's values to the strings and numbers of the border. An application in JavaScript may pass any
// value, even one whose properties throw; only this file converts them.

import { optional } from './optional.js';

/** Maximum length of a message. */
const maxWords = 1000;
/** Maximum length of a name; no option of the engine allows more. */
const maxName = 65_536;
/** Messages of browsers, Node.js and HTTP libraries for a request without a response. */
const network =
  /failed to fetch|fetch failed|network|load failed|timed? ?out|abort|econn|enot|eai_|unreach/i;

/** Converts any value to a string; never throws. */
export const text = (value: unknown): string => optional(() => String(value)) ?? typeof value;

/** The HTTP status, if any, and the message of whatever an application threw, rejected with or passed as an error. */
function look(error: any): [status: unknown, words: string] {
  try {
    const { status, response, message, error: inner, data, statusText } = Object(error);
    const said = message || inner?.message || inner || data?.message || statusText;
    // `true`, nothing, or an object without a message: the caller has a default message.
    const given = text(said || (error ?? ''));
    const mute = !said && /^(true$|\[object )/.test(given);
    return [status ?? response?.status, mute ? '' : given];
  } catch {
    return [undefined, text(error)];
  }
}

/** The message of an error. */
export const words = (error: unknown): string => look(error)[1].slice(0, maxWords);

/**
 * What a handler's error means: whether it is a refusal, its message, and its HTTP status or 0. An error is not a refusal
 * if its message mentions the network or its status is not an HTTP status.
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

/** A channel's name as a string. The engine decides whether it is valid. */
export function channelName(value: unknown): string {
  return isText(value) && text(value).length <= maxName
    ? text(value)
    : refuse('channel', value, `a string of at most ${maxName} characters`);
}

/** A string option, which may be given as a number; '' if it is null or `false`. */
export function textOption(name: string, value: unknown): string {
  const given = value === false ? '' : (value ?? '');
  // An address cannot contain a lone surrogate.
  return isText(given) && !/\p{Cs}/u.test(text(given))
    ? text(given)
    : refuse(name, value, 'a string');
}

/** A numeric option, which may be given as a string of digits; `undefined`, the default, if it is empty, null or `false`. */
export function numberOption(name: string, value: unknown): number | undefined {
  const given = typeof value === 'string' ? value.trim() && Number(value) : value;
  if (given == null || given === '' || given === false) return undefined;
  return Number.isFinite(given) ? (given as number) : refuse(name, value, 'a number');
}

/** An option for a TCP port. */
export function portOption(name: string, value: unknown, otherwise: number): number {
  const port = numberOption(name, value) || otherwise;
  return port % 1 === 0 && port > 0 && port < 65536 ? port : refuse(name, value, 'a port');
}
