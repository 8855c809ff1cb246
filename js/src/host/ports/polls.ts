// The HTTP requests of links that requests carry.
import { InputTag, Limit, type RequestEffect, type RequestInput } from '../border.js';
import { words } from '../given.js';
import { optional } from '../optional.js';
import { bodyOf } from './body.js';

/** How long requests may still take after their link was closed, in milliseconds. */
const longestFarewell = 3000;

export class Polls {
  /** Ends the polls of a link, by its id. */
  private ends_ = new Map<number, AbortController>();
  /** The request of a link that brings the server messages; the engine has only one under way. */
  private sent_ = new Map<number, { end_: AbortController; done_: Promise<void> }>();

  constructor(
    private credentials_: RequestCredentials,
    private tell_: (input: RequestInput) => void,
  ) {}

  /** A string as body makes it a request that needs no preflight: `text/plain;charset=UTF-8`. */
  start_([, link, request, url, body, last]: RequestEffect): void {
    const end = this.ends_.get(link) ?? new AbortController();
    this.ends_.set(link, end);
    // A server that gets two messages at once ends the session, and both are lost.
    const before = last ? this.sent_.get(link) : undefined;
    const mine = before?.end_ ?? (body ? new AbortController() : end);
    const ask = () =>
      this.ask_(url, {
        ...(body && { method: 'POST', body }),
        cache: 'no-store',
        credentials: this.credentials_,
        // The last request of a link outlives it, and the page.
        ...(last ? { keepalive: true } : { signal: mine.signal }),
      });
    const done = (before ? before.done_.then(ask) : ask())
      // It failed: no answer has the status 0.
      .catch((error): [number, string] => [0, words(error)])
      .then(([status, text]) => {
        if (this.ends_.get(link) === end)
          this.tell_([InputTag.RequestAnswered, link, request, status, text]);
      });
    if (body) this.sent_.set(link, { end_: mine, done_: done });
  }
  /**
   * Aborts the requests of a link, whose answers are not needed any more. What brings the server messages has some more time, and
   * so has the poll: a server that loses it ends the session before it reads them.
   */
  close_(link: number): void {
    const end = this.ends_.get(link);
    this.ends_.delete(link);
    const sent = this.sent_.get(link);
    this.sent_.delete(link);
    if (!sent) return end?.abort();
    const abort = () => {
      clearTimeout(timer);
      end?.abort();
      sent.end_.abort();
    };
    const timer = setTimeout(abort, longestFarewell);
    void sent.done_.then(abort);
  }
  closeAll_(): void {
    for (const link of this.ends_.keys()) this.close_(link);
  }

  private async ask_(url: string, how: RequestInit): Promise<[status: number, text: string]> {
    const answer = await fetch(url, how);
    const strict = optional(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }));
    return [answer.status, await bodyOf(answer, Limit.MessageBytes, strict)];
  }
}
