// The client of a dialect whose links may be carried by HTTP requests, and whose events may be answered.
import { EffectTag, Errc, EventTag, InputTag } from './border.js';
import { Client, type ClientApp, type CommonOutput } from './client.js';
import { attempt } from './driver.js';
import type { Output } from './engine.js';
import { JsonRoutes } from './json-routes.js';
import { Polls } from './ports/polls.js';
import type { Stamped } from './ports/websocket.js';

/** What carries a link. */
export type CarrierName = 'polling' | 'websocket';

/** What a polling client needs of the façade that it serves. */
export interface PollingApp extends ClientApp {
  /**
   * An event with attachments, or whose sender waits for an answer, which `answer` sends. `data` is the JSON array of the name
   * and the arguments.
   */
  called_?(
    channel: string,
    data: string,
    attachments: string,
    answer?: (json: string, attachments: string) => void,
  ): void;
  /** The bytes of a binary message in base64. Without it they are not needed. */
  base64_?(bytes: Uint8Array): string;
  /** A link is being opened, or this was sent on it. */
  uses_?(link: number, carrier: CarrierName, sent?: string): void;
}

/** How an event with arguments is sent. */
export interface Emission {
  /** The binary arguments. */
  attachments_: string;
  /** Whether it may wait for a connection. */
  mayWait_: boolean;
  /** Called once with the outcome of sending it. */
  settled_(outcome: Errc): void;
  /** Wait for an answer: called once after it was sent, with the JSON array of the answer if the outcome is `Errc.None`. */
  replied_?: (outcome: Errc, data: string, attachments: string) => void;
  /** Maximum time until the answer, in milliseconds; 0: no limit. */
  within_: number;
  /** How many more times it is sent without an answer, each `within_` after the one before. */
  retries_: number;
}

export class PollingClient extends Client {
  private polls_: Polls;
  /** The newest links: one that requests carry, and one on a socket, which may be to take over from it. */
  private newest_: { requests_?: number; socket_?: number } = {};
  private replies_ = new Map<number, NonNullable<Emission['replied_']>>();

  /** `credentials`: whether requests to other origins send cookies, as in `fetch`. */
  constructor(
    private owner_: PollingApp,
    credentials: RequestCredentials,
  ) {
    super(owner_, new JsonRoutes());
    this.polls_ = new Polls(credentials, (input) => this.driver_.tell(input));
  }

  /** Sends an event with arguments as soon as possible. `json` is the array of its name and them. */
  emit(channel: string, event: string, json: string, how: Emission): void {
    const {
      mayWait_: mayWait,
      replied_: replied,
      within_: within,
      retries_: retries,
      attachments_: attachments,
    } = how;
    const [request, name, data] = this.sending_(event, json, how.settled_);
    if (replied) this.replies_.set(request, replied);
    // Only the engine knows how many may wait, and how long.
    this.load_();
    this.tell_([
      InputTag.Emit,
      request,
      channel,
      name,
      data,
      mayWait,
      false,
      attachments,
      !!replied,
      within,
      retries,
    ]);
  }

  /** Ends the connection as a failure of the network would. */
  cut(): void {
    const { requests_: requests, socket_: socket } = this.newest_;
    this.links_.closeAll_();
    this.polls_.closeAll_();
    for (const link of [requests, socket])
      if (link) this.driver_.tell([InputTag.LinkClosed, link, 1006, '']);
  }

  protected override stop_(): void {
    this.polls_.closeAll_();
    // The next engine does not know them. What was not sent yet settles first, and may be sent again.
    const sent = [...this.replies_.keys()].filter((request) => !this.whispers_.has(request));
    super.stop_();
    for (const request of sent) attempt(() => this.replied_(request, Errc.LinkClosed, '', ''));
  }

  protected override settle_(request: number, outcome: Errc): void {
    if (outcome) this.replies_.delete(request);
    super.settle_(request, outcome);
  }
  private replied_(request: number, outcome: Errc, data: string, attachments: string): void {
    const replied = this.replies_.get(request);
    this.replies_.delete(request);
    replied?.(outcome, data, attachments);
  }

  /** @internal */
  override text_(link: number, text: string | undefined, came: Stamped): void {
    // A binary message comes as an empty text (ports/websocket.ts), and there are no empty ones. The engine counts the
    // attachments of an event, also if their bytes are not needed.
    if (text === '') {
      // Of a number it would be that many bytes.
      const bytes = new Uint8Array(Object((came as { data?: ArrayBuffer }).data));
      this.driver_.tell([InputTag.LinkBinary, link, this.owner_.base64_?.(bytes) ?? '']);
    } else super.text_(link, text, came);
  }

  /** @internal */
  override perform_(output: Output): void {
    const { owner_: app, polls_: polls } = this;
    switch (output[0]) {
      case EffectTag.SendRequest: {
        const [, link, , , body] = output;
        this.newest_.requests_ = link;
        app.uses_?.(link, 'polling', body);
        return polls.start_(output);
      }
      case EventTag.Call: {
        const [, link, channel, , data, reply, attachments] = output;
        const answer = (json: string, binary: string) =>
          this.tell_([InputTag.Reply, link, channel, reply, json, binary]);
        return app.called_?.(channel, data, attachments, reply ? answer : undefined);
      }
      case EventTag.Replied: {
        const [, request, outcome, data, attachments] = output;
        return this.replied_(request, outcome, data, attachments);
      }
      case EffectTag.OpenLink:
      case EffectTag.SendText: {
        const [tag, link, text] = output;
        this.newest_.socket_ = link;
        app.uses_?.(link, 'websocket', tag === EffectTag.SendText ? text : undefined);
        break;
      }
      case EffectTag.CloseLink:
        polls.close_(output[1]);
    }
    super.perform_(output as CommonOutput);
  }
}
