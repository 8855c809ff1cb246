// Takes out of a step what is not for others to read: payloads, signatures, keys, what is said about people. Ids and names
// stay, since what happens hangs on them. What goes into the engine and what comes out are changed alike, so that the
// redacted inputs still cause the redacted effects.
import { withValues } from './members.js';
import type { Json } from './transcript.js';

const hidden = 'redacted';
/** The same as JSON text. */
const hiddenText = JSON.stringify(hidden);
/** In place of a payload, whether a server sent that as a text or as it is. */
const hiddenPayload = [hidden];
const hiddenPayloadText = JSON.stringify(hiddenPayload);
/** As long as a real key. */
const noKey = `${'A'.repeat(43)}=`;
/** Long enough for a sealed text. What is too short for one is none, and must stay so. */
const noText = 'cmVkYWN0ZWRyZWRhY3RlZHJlZGFjdGVk';
const sealedLeast = 24;

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

/** What an auth endpoint says, and what is sent on of it. */
function credentials(json: Json): Json {
  const out: Json = { ...json };
  if ('auth' in out) out.auth = hidden;
  if ('channel_data' in out) out.channel_data = emptiedText(out.channel_data, ['user_id']);
  if ('user_data' in out) out.user_data = userData(out.user_data);
  if ('shared_secret' in out)
    out.shared_secret = `${out.shared_secret}`.indexOf('=') === noKey.length - 1 ? noKey : hidden;
  return out;
}

/** The payload of a frame of Pusher's own, by its event. */
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
/** Of Pusher's own and known; what others carry is a payload. */
const isKnown = (event: string) =>
  isOfPusher(event) &&
  /:(error|connection_established|subscri\w+|unsubscribe|member_\w+|sign\w+|p[io]ng|watchlist_events)$/.test(
    event,
  );

const resealed = (box: Json): Json =>
  `${box.ciphertext ?? ''}`.length < sealedLeast ? box : { ...box, ciphertext: noText };

/** A payload as it may be shown, as JSON text. */
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

/** Members of frames that tell whither and of whom, which is not hidden. */
const told = ['event', 'channel', 'user_id'];

const salt = Math.random() * 2 ** 32;
/** What stands for a member that nobody knows. Different ones stay different, since routes tell texts apart by them. */
function stranger(literal: string): string {
  let hash = salt;
  for (let i = 0; i < literal.length; i++) hash = Math.imul(hash ^ literal.charCodeAt(i), 16777619);
  const value = `${hidden} ${(hash >>> 0).toString(36)}`;
  // With what looks like a payload before the payload there is no route.
  return JSON.stringify(literal.includes('"data":"') ? { data: value } : value);
}

function frame(text: string): string {
  const json = parsed(text);
  if (!isObject(json) || typeof json.event !== 'string') return text && hidden;
  const { event, channel } = json;
  // In place: routes are made of the bytes around the payload.
  return withValues(text, (key, literal) => {
    if (key === 'data') return payload(event, channel, literal);
    return told.includes(key) ? literal : stranger(literal);
  });
}

/** The two halves of a route as they are around a payload that is hidden. */
function route({ prefix, tail }: Json): Json {
  let at = 0;
  const whole = withValues(`${prefix}${tail}`, (key, literal, begin, found) => {
    if (begin === (prefix as string).length - 1) at = found + 1;
    else if (!told.includes(key)) return stranger(literal);
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

/** An input or effect as it may be shown. */
export function redacted(json: Json): Json {
  const changed = rules[json.kind as string]?.(json) ?? {};
  const out = { ...json };
  for (const key in changed) if (changed[key]) out[key] = changed[key];
  return out;
}
