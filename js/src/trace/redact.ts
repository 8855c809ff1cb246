// Removes confidential data from a step: payloads, signatures, keys, personal data. Ids and names stay, because the engine's
// behaviour depends on them. Inputs and effects are redacted alike, so that the redacted inputs still cause the redacted
// effects.
import { withValues } from './members.js';
import type { Json } from './transcript.js';

const hidden = 'redacted';
/** The same, as JSON. */
const hiddenText = JSON.stringify(hidden);
/** Replaces a payload, whether the server sent it as a string or as a JSON value. */
const hiddenPayload = [hidden];
const hiddenPayloadText = JSON.stringify(hiddenPayload);
/** A key of the right length. */
const noKey = `${'A'.repeat(43)}=`;
/** Long enough for an encrypted text. A shorter text is not an encrypted one, and is left as it is. */
const noText = 'cmVkYWN0ZWRyZWRhY3RlZHJlZGFjdGVk';
const minSealed = 24;

const parsed = (text: unknown): any => {
  try {
    return JSON.parse(text as string);
  } catch {
    return undefined;
  }
};
const isObject = (value: unknown): value is Json =>
  !!value && typeof value === 'object' && !Array.isArray(value);

/** The object without its values, except those of `kept`. */
function emptied(value: unknown, kept: readonly string[]): unknown {
  if (!isObject(value)) return hidden;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, kept.includes(key) ? one : hidden]),
  );
}
const emptiedText = (text: unknown, kept: readonly string[]): unknown =>
  text == null ? text : JSON.stringify(emptied(parsed(text), kept));

const userData = (text: unknown) => emptiedText(text, ['id', 'watchlist']);
const member = (one: Json): Json => ('info' in one ? { ...one, info: hiddenText } : one);

/** An auth endpoint's response, and the parts of it that are sent to the server. */
function credentials(json: Json): Json {
  const out: Json = { ...json };
  if ('auth' in out) out.auth = hidden;
  if ('channel_data' in out) out.channel_data = emptiedText(out.channel_data, ['user_id']);
  if ('user_data' in out) out.user_data = userData(out.user_data);
  if ('shared_secret' in out)
    out.shared_secret = `${out.shared_secret}`.indexOf('=') === noKey.length - 1 ? noKey : hidden;
  return out;
}

/** The payload of one of the protocol's own frames, by its event. */
function internal(event: string, data: unknown): unknown {
  if (!isObject(data)) return data;
  const presence: any = data.presence;
  if (presence?.hash) {
    const hash = Object.fromEntries(Object.keys(presence.hash).map((id) => [id, hidden]));
    return { ...data, presence: { ...presence, hash } };
  }
  if ('user_info' in data) return { ...data, user_info: hidden };
  if (/sign(in|_in)|subscribe$/.test(event)) return credentials(data);
  return data;
}

const isOfPusher = (event: string) => /^pusher(_internal)?:/.test(event);
/** Whether the event is a known one of the protocol; the data of other events is a payload. */
const isKnown = (event: string) =>
  isOfPusher(event) &&
  /:(error|connection_established|subscri\w+|unsubscribe|member_\w+|sign\w+|p[io]ng|watchlist_events)$/.test(
    event,
  );

const resealed = (box: Json): Json =>
  `${box.ciphertext ?? ''}`.length < minSealed ? box : { ...box, ciphertext: noText };

/** A redacted payload, as JSON. */
function payload(event: string, channel: unknown, literal: string): string {
  const data = parsed(literal);
  const inner = typeof data === 'string' ? parsed(data) : data;
  const own = isKnown(event);
  const sealed =
    !isOfPusher(event) && `${channel}`.startsWith('private-encrypted-') && isObject(inner);
  const now = own ? internal(event, inner) : sealed ? resealed(inner) : hiddenPayload;
  if (own && (inner === undefined || now === inner)) return literal;
  const text = JSON.stringify(now);
  return typeof data === 'string' ? JSON.stringify(text) : text;
}

/** Members of frames that are not hidden. */
const visible = ['event', 'channel', 'user_id'];

const salt = Math.random() * 2 ** 32;
/** Replaces an unknown member. Different values stay different, because routes compare them. */
function stranger(literal: string): string {
  let hash = salt;
  for (let i = 0; i < literal.length; i++) hash = Math.imul(hash ^ literal.charCodeAt(i), 16777619);
  const value = `${hidden} ${(hash >>> 0).toString(36)}`;
  // A value that contains the mark of a payload prevents a route, so keep the mark.
  return JSON.stringify(literal.includes('"data":"') ? { data: value } : value);
}

function frame(text: string): string {
  const json = parsed(text);
  if (!isObject(json) || typeof json.event !== 'string') return text && hidden;
  const { event, channel } = json;
  // Keep the rest of the text: routes consist of the bytes around the payload.
  return withValues(text, (key, literal) => {
    if (key === 'data') return payload(event, channel, literal);
    return visible.includes(key) ? literal : stranger(literal);
  });
}

/** A route's prefix and tail as they are in the redacted text. */
function route({ prefix, tail }: Json): Json {
  let at = 0;
  const whole = withValues(`${prefix}${tail}`, (key, literal, begin, found) => {
    if (begin === (prefix as string).length - 1) at = found + 1;
    else if (!visible.includes(key)) return stranger(literal);
    return literal;
  });
  return { prefix: whole.slice(0, at), tail: whole.slice(at) };
}

function answer(body: unknown): unknown {
  const json = parsed(body);
  return isObject(json) && 'auth' in json ? JSON.stringify(credentials(json)) : body && hidden;
}

const rules: Record<string, (json: Json) => Json> = {
  'add-route': route,
  'link-text': (json) => ({ text: frame(json.text as string) }),
  'send-text': (json) => ({ text: frame(json.text as string) }),
  whisper: () => ({ data: hiddenPayloadText }),
  'auth-answered': (json) => ({ body: answer(json.body) }),
  decrypted: (json) => (json.text ? { text: hiddenPayloadText } : {}),
  decrypt: () => ({ key: noKey, ciphertext: noText }),
  message: (json) =>
    'data' in json && !isKnown(json.event as string) ? { data: hiddenPayloadText } : {},
  subscribed: (json) => (json.members ? { members: (json.members as Json[]).map(member) } : {}),
  'member-joined': (json) => ({ member: member(json.member as Json) }),
  'member-left': (json) => ({ member: member(json.member as Json) }),
  'signed-in': (json) => (json.userData ? { userData: userData(json.userData) } : {}),
};

/** A redacted input or effect. */
export function redacted(json: Json): Json {
  const changed = rules[json.kind as string]?.(json) ?? {};
  const out = { ...json };
  for (const key in changed) if (changed[key]) out[key] = changed[key];
  return out;
}
