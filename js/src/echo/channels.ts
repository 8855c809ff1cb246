// The registry of an application's channels: names, events and their payloads, whispers, members. Types only.
import type { WhisperOptions } from '../pusher/options.js';

/**
 * The application's channels. Write names as in routes/channels.php, or as template literals:
 *
 *     declare module 'oread' {
 *       interface Channels {
 *         'orders.{id}': { events: { OrderShipped: { id: number } } };
 *         'room.{id}': { member: { name: string }; whispers: { typing: { on: boolean } } };
 *       }
 *     }
 *
 * Channels that are not listed stay untyped; a listed channel accepts only its own events.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by applications
export interface Channels {}

/** @hidden `{id}` matches one segment of a name: any string without a dot. */
type FitsPiece<
  TPattern extends string,
  TName extends string,
> = TPattern extends `${infer Before}{${string}}${infer After}`
  ? TName extends `${Before}${string}${After}`
    ? true
    : false
  : TName extends TPattern
    ? true
    : false;

type Fits<
  TPattern extends string,
  TName extends string,
> = TPattern extends `${infer Piece}.${infer Rest}`
  ? TName extends `${infer NamePiece}.${infer NameRest}`
    ? FitsPiece<Piece, NamePiece> extends true
      ? Fits<Rest, NameRest>
      : false
    : false
  : TName extends `${string}.${string}`
    ? false
    : FitsPiece<TPattern, TName>;

type Key = keyof Channels & string;
type KeyFor<TName extends string, TKey = Key> = TKey extends Key
  ? Fits<TKey, TName> extends true
    ? TKey
    : never
  : never;

/** The registry's entry for a channel of this name, or `never`. */
export type ChannelSpec<TName extends string> = string extends TName
  ? never
  : [KeyFor<TName>] extends [never]
    ? never
    : Channels[KeyFor<TName>];

type Part<TSpec, TPart extends string> =
  TSpec extends Record<TPart, infer Found> ? Found : Record<never, never>;
type Names<TSpec, TPart extends string> = [TSpec] extends [never]
  ? never
  : keyof Part<TSpec, TPart> & string;

/** The names of a channel's events. */
export type EventOf<TSpec> = Names<TSpec, 'events'>;
/** The payload of one of a channel's events. */
export type PayloadOf<TSpec, TEvent> =
  Part<TSpec, 'events'> extends infer All ? All[TEvent & keyof All] : never;
/** The names of a channel's whispers. */
export type WhisperOf<TSpec> = Names<TSpec, 'whispers'>;
type Whispered<TSpec, TWhisper> =
  Part<TSpec, 'whispers'> extends infer All ? All[TWhisper & keyof All] : never;
/** A member's info; `TElse` if the registry has no entry. */
export type MemberOf<TSpec, TElse = any> = [TSpec] extends [never]
  ? TElse
  : TSpec extends { member: infer Found }
    ? Found
    : TElse;

/** Metadata of an event: the sender, if the server vouches for it. */
export interface EventMetadata {
  /** The sender's user id, on presence channels or if the sender signed in; a number if the server sends a number. */
  user_id?: any;
}

interface Listens<TChannel, TSpec> {
  listen<E extends EventOf<TSpec>>(
    event: E,
    callback: (payload: PayloadOf<TSpec, E>, metadata: EventMetadata) => void,
  ): TypedChannel<TChannel, TSpec>;
  stopListening<E extends EventOf<TSpec>>(
    event: E,
    callback?: CallableFunction,
  ): TypedChannel<TChannel, TSpec>;
  listenForWhisper<W extends WhisperOf<TSpec>>(
    event: W,
    callback: (payload: Whispered<TSpec, W>, metadata: EventMetadata) => void,
  ): TypedChannel<TChannel, TSpec>;
  stopListeningForWhisper<W extends WhisperOf<TSpec>>(
    event: W,
    callback?: CallableFunction,
  ): TypedChannel<TChannel, TSpec>;
}
interface Whispers<TChannel, TSpec> {
  whisper<W extends WhisperOf<TSpec>>(
    event: W,
    data: Whispered<TSpec, W>,
    how?: WhisperOptions,
  ): TypedChannel<TChannel, TSpec>;
}
interface HasMembers<TChannel, TSpec> {
  here(callback: (members: MemberOf<TSpec>[]) => void): TypedChannel<TChannel, TSpec>;
  joining(callback: (member: MemberOf<TSpec>) => void): TypedChannel<TChannel, TSpec>;
  leaving(callback: (member: MemberOf<TSpec>) => void): TypedChannel<TChannel, TSpec>;
}
type Typed =
  keyof Listens<unknown, never> | keyof Whispers<unknown, never> | keyof HasMembers<unknown, never>;

/** A channel with typed events. */
export type TypedChannel<TChannel, TSpec> = {
  [K in Exclude<keyof TChannel, Typed>]: TChannel[K] extends (...given: infer Given) => TChannel
    ? (...given: Given) => TypedChannel<TChannel, TSpec>
    : TChannel[K];
} & Listens<TChannel, TSpec> &
  (TChannel extends { whisper: unknown } ? Whispers<TChannel, TSpec> : unknown) &
  (TChannel extends { here: unknown } ? HasMembers<TChannel, TSpec> : unknown);

/**
 * The channel of this name: typed if the registry has an entry, else untyped. Without a registry the name does not matter,
 * so that a class can override `channel(name: string)` as with laravel-echo.
 */
export type ChannelNamed<TChannel, TName extends string> = [Key] extends [never]
  ? TChannel
  : ChannelRegistered<TChannel, TName>;
type ChannelRegistered<TChannel, TName extends string> = [ChannelSpec<TName>] extends [never]
  ? TChannel
  : 0 extends 1 & TChannel
    ? TChannel
    : TChannel extends unknown
      ? TypedChannel<TChannel, ChannelSpec<TName>>
      : never;
