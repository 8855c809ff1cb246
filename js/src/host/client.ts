// What the façades see of the engine: wishes go in, news come back in order. All methods return at once; what is asked
// before the engine runs waits for it.
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
  type WakeReason,
} from './border.js';
import { attempt, Driver, type DriverOwner } from './driver.js';
import { Engine, type Exports, type Output } from './engine.js';
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
import { literal, parse, Routes } from './routes.js';
import { links, type PusherServer } from './socket-url.js';
import { Wishes } from './wishes.js';

export interface ClientApp extends Authorizes {
  server_: PusherServer;
  /** Quantities that differ from the engine's defaults. */
  options_?: { [option in Option]?: number };
  /** Without one the client is inert. */
  WebSocket_?: WebSocketConstructor;
  /** Renews the app's credentials after a 401 or 419; without it these are final. */
  refresh_?(): Promise<unknown>;
  /** Whether anybody wants this event: a payload that nobody wants is never parsed. */
  listens_(channel: string, event: string): boolean;
  /**
   * An event with its payload parsed (or its text, where that is no JSON). `userId` is "" unless the server vouches, and a
   * number where the server sent one.
   */
  deliver_(channel: string, event: string, payload: unknown, userId: string | number): void;
  /** Everything else, in order. */
  news_(event: ClientEvent): void;
  /** The engine broke, and a fresh one took over. */
  restarted_?(reason: unknown): void;
}

/** Restarts in a minute before the plain-JS build takes over. */
const restartsMost = 3;

/** What happened and what to do, in words. */
const unloaded = (part: string, entry: string, error: unknown): string =>
  `the ${part} is not loaded (${words(error)}); import "oread/${entry}" to bundle it`;

/** How long the app waits for an engine before it is told, unless it says otherwise; as in options.hpp. */
const lateAfter = 10_000;

export class Client implements DriverOwner, LinkListener, LoaderOwner {
  /** Vue's (and Alpine's) reactive state leaves it alone: sockets and timers behind a proxy refuse to work. */
  readonly __v_skip = true;
  private driver_ = new Driver(this);
  private wishes_ = new Wishes();
  private routes_ = new Routes();
  private links_: Links;
  private requests_: Requests;
  private request_ = 0;
  private whispers_ = new Map<number, (outcome: Errc) => void>();
  private cipher_?: Cipher;
  private unwatch_?: () => void;
  private started_ = false;
  private restarts_: number[] = [];
  private loader_ = new Loader(this);
  /** @internal The number of the last lease of this engine; 0 is the app's own claim. */
  lastLease_ = 0;
  /** @internal What looks on. */
  observers_: Set<Observer>;

  constructor(private app_: ClientApp) {
    this.links_ = new Links(app_.WebSocket_!, this);
    this.requests_ = new Requests(app_, this.driver_);
    this.observers_ = new Set(observing.map((make) => make(this)));
  }

  connect(): void {
    const { server_: server, WebSocket_: WebSocket } = this.app_;
    if (!WebSocket) return;
    this.unwatch_ = this.unwatch_ ?? watchPage((input) => this.driver_.tell(input));
    this.tell_([InputTag.Connect]);
    if (this.started_) return this.loader_.hurry();
    this.started_ = true;
    const [url, tlsUrl, tls] = links(server);
    this.links_.prepare_(tls ? tlsUrl : url);
    this.loader_.start(false);
  }
  disconnect(): void {
    this.loader_.rest();
    this.unwatch_?.();
    this.unwatch_ = undefined;
    this.tell_([InputTag.Disconnect]);
  }
  /** Takes the app's own claim on a channel, or (`lease` > 0) a holder's. */
  subscribe(channel: string, lease = 0): void {
    this.tell_([InputTag.Subscribe, channel, lease]);
  }
  unsubscribe(channel: string, lease = 0): void {
    this.tell_([InputTag.Unsubscribe, channel, lease]);
  }
  /** Sends a client event as soon as may be; `settled` is told once whether it went, perhaps before this returns. */
  whisper(
    channel: string,
    event: string,
    json: string,
    coalesce: boolean,
    settled: (outcome: Errc) => void,
  ): void {
    const request = ++this.request_;
    this.whispers_.set(request, settled);
    const most = this.app_.options_?.[Option.WhispersBytes] ?? Limit.WhisperBytes;
    // Of what is too long the engine need not see more than that.
    const data = json.slice(0, most + 1);
    const name = event.slice(0, Limit.WhisperBytes);
    this.tell_([InputTag.Whisper, request, channel, name, data, true, coalesce]);
  }
  signIn(): void {
    this.tell_([InputTag.SignIn]);
  }
  /** Now is a good moment to look at the connection. */
  wake(reason: WakeReason): void {
    this.tell_([InputTag.Woke, reason]);
  }

  /** @internal */
  tell_(input: Input): void {
    this.wishes_.note_(input);
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
    const first = engine.create(links(app.server_), options);
    for (const one of this.observers_) one.started_?.(options);
    this.driver_.start(engine, first);
    // The engine did not want it: another address, or no connection at all.
    this.links_.drop_();
  }
  /** @internal */
  unloaded_(error?: unknown): void {
    // Close it, so that the server does not hold a socket that nobody reads.
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
  /** Goes to the server of the setup, which is another one now, with all wishes. */
  move(): void {
    this.stop_();
    this.loader_.start(false);
  }

  /** @internal A trap: the page shall not fall silent for it. */
  failed_(error: unknown): void {
    const now = Date.now();
    this.restarts_ = [...this.restarts_.filter((at) => at > now - 60_000), now];
    this.stop_();
    this.app_.restarted_?.(error);
    this.loader_.start(this.restarts_.length > restartsMost);
  }

  private stop_(): void {
    this.links_.closeAll_();
    this.requests_.cancelAll_();
    this.routes_.drop();
    this.driver_.stop(this.wishes_.all());
    // Whispers are no lasting wishes: the next engine knows none of them.
    for (const request of [...this.whispers_.keys()])
      attempt(() => this.settle_(request, Errc.NotConnected));
  }

  private settle_(request: number, outcome: Errc): void {
    const settled = this.whispers_.get(request);
    this.whispers_.delete(request);
    settled?.(outcome);
  }

  /** @internal A text came on a link. */
  text_(link: number, text: string | undefined, came: Stamped): void {
    if (text == null || !this.pass_(link, text, came))
      this.driver_.tell([InputTag.LinkText, link, text ?? '', text == null]);
  }

  /** Dispatches past the engine what it has judged before. False: it must judge. */
  private pass_(link: number, text: string, came: Stamped): boolean {
    const route = this.driver_.idle_() && this.routes_.find(text);
    if (!route || route[1] !== link) return false;
    const channel = route[2];
    const event = route[3];
    let data: string;
    const heard = this.app_.listens_(channel, event);
    if (heard)
      try {
        data = JSON.parse(literal(route, text));
      } catch {
        return false;
      }
    this.driver_.enter_(link, came);
    if (heard) attempt(() => this.app_.deliver_(channel, event, parse(data!), ''));
    for (const one of this.observers_) one.passed_?.();
    this.driver_.leave();
    return true;
  }

  /** @internal */
  perform_(output: Output): void {
    const { app_: app, links_: links, requests_: requests, driver_: driver } = this;
    switch (output[0]) {
      case EffectTag.OpenLink:
        return links.start_(output[1], output[2]);
      case EffectTag.SendText:
        return links.send_(output[1], output[2]);
      case EffectTag.CloseLink:
        return links.close_(output[1], output[2]);
      case EffectTag.Authorize:
        return requests.start_(output[1], output[3], output[4]);
      case EffectTag.CancelAuth:
        return requests.cancel_(output[1]);
      case EffectTag.RefreshCredentials:
        // It may throw, or return no promise.
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
        // What does not open is reported as a failure: the engine may have another key.
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
      case EventTag.WhisperSettled:
        return this.settle_(output[1], output[2]);
      default:
        this.event_(output);
    }
  }

  private event_(event: ClientEvent): void {
    this.app_.news_(event);
    for (const one of this.observers_) one.event_?.(event);
  }
}
