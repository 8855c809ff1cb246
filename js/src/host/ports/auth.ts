// The auth requests in progress.
import { InputTag, type Input } from '../border.js';
import { words } from '../given.js';

export interface AuthRequest {
  /** Empty for `signin()`. */
  channel: string;
  socketId: string;
  signal: AbortSignal;
}

/** The response, or why the request failed. */
export type AuthAnswer =
  | [
      tag: InputTag.AuthAnswered,
      status: number,
      redirected: boolean,
      retryAfter: number,
      body: string,
    ]
  | [tag: InputTag.AuthFailed, refused: boolean, text: string, status: number];

export interface Authorizes {
  /** Requests a signature. A rejected promise means a network failure. */
  authorize_(request: AuthRequest): Promise<AuthAnswer>;
}

export class Requests {
  private requests_ = new Map<number, AbortController>();

  constructor(
    private app_: Authorizes,
    private driver_: { tell(input: Input): void },
  ) {}

  start_(request: number, channel: string, socketId: string): void {
    const controller = new AbortController();
    this.requests_.set(request, controller);
    const { signal } = controller;
    this.app_
      .authorize_({ channel, socketId, signal })
      .catch((error): AuthAnswer => [InputTag.AuthFailed, false, words(error), 0])
      .then(([tag, ...what]) => {
        if (this.requests_.delete(request) && !signal.aborted)
          this.driver_.tell([tag, request, ...what] as Input);
      });
  }
  cancel_(request: number): void {
    this.requests_.get(request)?.abort();
    this.requests_.delete(request);
  }
  cancelAll_(): void {
    for (const request of this.requests_.keys()) this.cancel_(request);
  }
}
