// The engine as the façades use it: calls go in, and events come back in order. All methods return immediately; calls that
// are made before the engine is loaded wait for it.
import {
  ConnectionStatus,
  EffectTag,
  Errc,
  type Failure,
  InputTag,
  type Input,
  Limit,
  EventTag,
  Option,
  type RequestEffect,
  type WakeReason,
} from './border.js';
import { attempt, Driver, type DriverOwner, rethrow } from './driver.js';
import { type Addresses, Engine, type Exports, type Output } from './engine.js';
import { words } from './given.js';
import { Loader, type LoaderOwner } from './loader.js';
import type { Cipher } from './parts.js';
import { optional } from './optional.js';
import { type ClientEvent, type Observer, observing } from './observer.js';
import { type Authorizes, Requests } from './ports/auth.js';
import { loadCipher, open } from './ports/decrypt.js';
import { Links } from './ports/links.js';
import { watchPage } from './ports/page.js';
import type { LinkListener, Stamped, WebSocketConstructor } from './ports/websocket.js';
import { Replay } from './replay.js';
import { parse, type RouteTable } from './routes.js';

/** What a client needs of the façade that it serves. */
export interface ClientApp extends Authorizes {
  /** Where links lead. */
  addresses_: Addresses;
  /** The URL of a WebSocket that the client opens before the engine is loaded, which will probably open it first. */
  early_?: string;
  /** Numeric options that differ from the engine's defaults. */
  options_?: { [option in Option]?: number };
  /** Without it the client does nothing. */
  WebSocket_?: WebSocketConstructor;
  /** Renews the application's credentials after a 401 or 419, which are final without it. */
  refresh_?(): Promise<unknown>;
  /** Whether this event has a listener. Payloads without a listener are not parsed. */
  listens_(channel: string, event: string): boolean;
  /**
   * An event with its payload parsed, or the payload as a string if it is not JSON. `userId` is "" unless the server vouches
   * for the sender, and a number if the server sent a number.
   */
  deliver_(channel: string, event: string, payload: unknown, userId: string | number): void;
  /** Every other event, in order. */
  event_(event: ClientEvent): void;
  /** The engine trapped and is replaced by a fresh one. */
  restarted_?(reason: unknown): void;
}

/** What the engine may ask of every client. */
export type CommonOutput = Exclude<
  Output,
  RequestEffect | [EventTag.Call | EventTag.Replied, ...unknown[]]
>;

/** Maximum restarts per minute; after that the plain-JS build is used. */
const maxRestarts = 3;

/** The message for a part that did not load: what happened and what to do. */
const unloaded = (part: string, entry: string, error: unknown): string =>
  `the ${part} is not loaded (${words(error)}); import "oread/${entry}" to bundle it`;

/** The default time without an engine until the application is told; as in options.hpp. */
const lateAfter = 10_000;

export class Client implements DriverOwner, LinkListener, LoaderOwner {
  /** Keeps Vue's and Alpine's reactive proxies away: sockets and timers do not work behind a proxy. */
  readonly __v_skip = true;
  protected driver_ = new Driver(this);
  private replay_ = new Replay();
  protected links_: Links;
  private requests_: Requests;
  private request_ = 0;
  protected whispers_ = new Map<number, (outcome: Errc) => void>();
  private cipher_?: Cipher;
  private unwatch_?: () => void;
  private started_ = false;
  private restarts_: number[] = [];
  private loader_ = new Loader(this);
  /** @internal The number of this engine's last lease; 0 is the application's own. */
  lastLease_ = 0;
  /** @internal */
  observers_: Set<Observer>;

  constructor(
    private app_: ClientApp,
    private routes_: RouteTable,
  ) {
    this.links_ = new Links(app_.WebSocket_!, this);
    this.requests_ = new Requests(app_, this.driver_);
    this.observers_ = new Set(observing.map((make) => make(this)));
  }

  connect(): void {
    const { early_: early, WebSocket_: WebSocket } = this.app_;
    if (!WebSocket) return;
    this.unwatch_ = this.unwatch_ ?? watchPage((input) => this.driver_.tell(input));
    this.tell_([InputTag.Connect]);
    if (this.started_) return this.loader_.hurry();
    if (early) this.links_.prepare_(early);
    this.load_();
  }
  /** Loads the engine, unless that was done. */
  protected load_(): void {
    if (this.started_) return;
    this.started_ = true;
    this.loader_.start(false);
  }
  disconnect(): void {
    this.loader_.rest();
    this.unwatch_?.();
    this.unwatch_ = undefined;
    this.tell_([InputTag.Disconnect]);
  }
  /** Requests a channel with this lease; 0 is the application's own. */
  subscribe(channel: string, lease = 0): void {
    this.tell_([InputTag.Subscribe, channel, lease]);
  }
  unsubscribe(channel: string, lease = 0): void {
    this.tell_([InputTag.Unsubscribe, channel, lease]);
  }
  /** Sends a client event as soon as possible; calls `settled` once with the outcome, perhaps before this returns. */
  whisper(
    channel: string,
    event: string,
    json: string,
    coalesce: boolean,
    settled: (outcome: Errc) => void,
  ): void {
    const [request, name, data] = this.sending_(event, json, settled);
    this.tell_([InputTag.Whisper, request, channel, name, data, true, coalesce]);
  }
  /** The number of the next event to send, and its name and payload without what the engine would reject anyway. */
  protected sending_(
    event: string,
    json: string,
    settled: (outcome: Errc) => void,
  ): [request: number, event: string, data: string] {
    const request = ++this.request_;
    this.whispers_.set(request, settled);
    const max = this.app_.options_?.[Option.WhispersMaxBytes] ?? Limit.WhisperBytes;
    // One character more than the limit is enough for the engine to reject it.
    return [request, event.slice(0, Limit.WhisperBytes), json.slice(0, max + 1)];
  }
  signIn(): void {
    this.tell_([InputTag.SignIn]);
  }
  /** Asks the engine to check the connection, or to connect, now. */
  wake(reason: WakeReason): void {
    this.tell_([InputTag.Woke, reason]);
  }

  /** @internal */
  tell_(input: Input): void {
    this.replay_.note_(input);
    this.driver_.tell(input);
  }

  /** @internal */
  get late_(): number {
    return this.app_.options_?.[Option.ReconnectUnavailableAfter] ?? lateAfter;
  }
  /** @internal */
  loaded_(exports: Exports): void {
    const { app_: app } = this;
    const engine = new Engine(exports);
    const options = {
      [Option.Seed]: Math.random() * 2 ** 32,
      [Option.AuthCanRefresh]: app.refresh_ && 1,
      ...app.options_,
    };
    const first = engine.create(app.addresses_, options);
    for (const one of this.observers_) one.started_?.(options);
    this.driver_.start(engine, first);
    // The engine did not take it: it opened another address, or none.
    this.links_.drop_();
  }
  /** @internal */
  unloaded_(error?: unknown): void {
    // Close it, so that the server does not keep a socket that is not read.
    this.links_.drop_();
    const why: Failure = [
      Errc.LoadFailed,
      0,
      unloaded('engine', 'plain', error ?? 'still loading'),
    ];
    this.event_(
      error
        ? [EventTag.ConnectionError, why]
        : [
            EventTag.ConnectionChanged,
            ConnectionStatus.Connecting,
            ConnectionStatus.Unavailable,
            '',
            why,
            this.late_,
          ],
    );
  }
  /** Moves to another server: the application has changed `addresses_`. Repeats all lasting requests there. */
  move(): void {
    this.stop_();
    this.loader_.start(false);
  }

  /** @internal The engine trapped: restart it, or the page would go silent. */
  failed_(error: unknown): void {
    const now = Date.now();
    this.restarts_ = [...this.restarts_.filter((at) => at > now - 60_000), now];
    this.stop_();
    this.app_.restarted_?.(error);
    this.loader_.start(this.restarts_.length > maxRestarts);
  }

  protected stop_(): void {
    this.links_.closeAll_();
    this.requests_.cancelAll_();
    this.routes_.drop();
    this.driver_.stop(this.replay_.inputs());
    // Whispers are not repeated: the next engine does not know them.
    for (const request of [...this.whispers_.keys()])
      attempt(() => this.settle_(request, Errc.NotConnected));
  }

  protected settle_(request: number, outcome: Errc): void {
    const settled = this.whispers_.get(request);
    this.whispers_.delete(request);
    settled?.(outcome);
  }

  /** @internal A text arrived on a link. */
  text_(link: number, text: string | undefined, came: Stamped): void {
    if (text == null || !this.pass_(link, text, came))
      this.driver_.tell([InputTag.LinkText, link, text ?? '', text == null]);
  }

  /** Dispatches an event without the engine if a route matches. Returns false if the engine must handle the text. */
  private pass_(link: number, text: string, came: Stamped): boolean {
    const route = this.driver_.idle_() && this.routes_.find(text);
    if (!route || route[1] !== link) return false;
    // Not destructured: for messages without a listener that takes a tenth more time.
    const channel = route[2];
    const event = route[3];
    let payload: unknown;
    const heard = this.app_.listens_(channel, event);
    if (heard)
      try {
        payload = this.routes_.payload_(route, text);
      } catch {
        return false;
      }
    this.driver_.enter_(link, came);
    // Not `attempt`: a closure would be made for every message.
    if (heard)
      try {
        this.app_.deliver_(channel, event, payload, '');
      } catch (error) {
        rethrow(error);
      }
    // This runs for every message, and iterating over an empty set is slower.
    if (this.observers_.size) for (const one of this.observers_) one.passed_?.();
    this.driver_.leave();
    return true;
  }

  /** @internal */
  perform_(output: CommonOutput): void {
    const { app_: app, links_: links, requests_: requests, driver_: driver } = this;
    switch (output[0]) {
      case EffectTag.OpenLink: {
        const [, link, url] = output;
        return links.start_(link, url);
      }
      case EffectTag.SendText: {
        const [, link, text] = output;
        return links.send_(link, text);
      }
      case EffectTag.CloseLink: {
        const [, link, code] = output;
        return links.close_(link, code);
      }
      case EffectTag.Authorize: {
        const [, request, , channel, socketId] = output;
        return requests.start_(request, channel, socketId);
      }
      case EffectTag.CancelAuth: {
        const [, request] = output;
        return requests.cancel_(request);
      }
      case EffectTag.RefreshCredentials:
        // `refresh` may throw, or return something other than a promise.
        new Promise((done) => done(app.refresh_!())).then(
          () => driver.tell([InputTag.Refreshed, true]),
          () => driver.tell([InputTag.Refreshed, false]),
        );
        return;
      case EffectTag.LoadDecryption:
        loadCipher().then(
          (cipher) => {
            this.cipher_ = cipher;
            driver.tell([InputTag.DecryptionReady, true, '']);
          },
          (error) =>
            driver.tell([InputTag.DecryptionReady, false, unloaded('cipher', 'encryption', error)]),
        );
        return;
      case EffectTag.Decrypt: {
        const [, request, key, nonce, ciphertext] = output;
        // Report a failed decryption: the engine may have another key.
        const text = optional(() => open(this.cipher_!, key, nonce, ciphertext));
        return driver.tell([InputTag.Decrypted, request, text != null, text ?? '']);
      }
      case EffectTag.AddRoute:
        return this.routes_.add(output);
      case EffectTag.DropRoutes:
        return this.routes_.drop();
      case EventTag.Message: {
        const [, channel, event, data, userId, isNumber] = output;
        if (app.listens_(channel, event))
          app.deliver_(channel, event, parse(data), isNumber ? +userId : userId);
        return;
      }
      case EventTag.WhisperSettled: {
        const [, request, outcome] = output;
        return this.settle_(request, outcome);
      }
      default:
        this.event_(output);
    }
  }

  private event_(event: ClientEvent): void {
    this.app_.event_(event);
    for (const one of this.observers_) one.event_?.(event);
  }
}
