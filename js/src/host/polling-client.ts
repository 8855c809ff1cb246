// The client of a dialect whose links may be carried by HTTP requests.
import { EffectTag, InputTag } from './border.js';
import { Client, type ClientApp, type CommonOutput } from './client.js';
import type { Output } from './engine.js';
import { Polls } from './ports/polls.js';
import type { Stamped } from './ports/websocket.js';

export class PollingClient extends Client {
  private polls_: Polls;

  /** `credentials`: whether requests to other origins send cookies, as in `fetch`. */
  constructor(app: ClientApp, credentials: RequestCredentials) {
    super(app);
    this.polls_ = new Polls(credentials, (input) => this.driver_.tell(input));
  }

  protected override stop_(): void {
    this.polls_.closeAll_();
    super.stop_();
  }

  /** @internal */
  override text_(link: number, text: string | undefined, came: Stamped): void {
    // A binary message comes as an empty text (ports/websocket.ts), and there are no empty ones. The engine counts the
    // attachments of an event; the channels of this build have none, so their bytes need not cross.
    if (text === '') this.driver_.tell([InputTag.LinkBinary, link, '']);
    else super.text_(link, text, came);
  }

  /** @internal */
  override perform_(output: Output): void {
    if (output[0] === EffectTag.SendRequest) return this.polls_.start_(output);
    if (output[0] === EffectTag.CloseLink) this.polls_.close_(output[1]);
    super.perform_(output as CommonOutput);
  }
}
