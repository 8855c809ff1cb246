// The HTTP requests of links that requests carry.
import { InputTag, Limit, type RequestEffect, type RequestInput } from '../border.js';
import { words } from '../given.js';
import { optional } from '../optional.js';
import { bodyOf } from './body.js';

export class Polls {
  /** Ends the requests of a link, by its id. */
  private ends_ = new Map<number, AbortController>();

  constructor(
    private credentials_: RequestCredentials,
    private tell_: (input: RequestInput) => void,
  ) {}

  /** A string as body makes it a request that needs no preflight: `text/plain;charset=UTF-8`. */
  start_([, link, request, url, body, last]: RequestEffect): void {
    const end = this.ends_.get(link) ?? new AbortController();
    this.ends_.set(link, end);
    const { signal } = end;
    this.ask_(url, {
      ...(body && { method: 'POST', body }),
      cache: 'no-store',
      credentials: this.credentials_,
      // The last request of a link outlives it, and the page.
      ...(last ? { keepalive: true } : { signal }),
    })
      // It failed: no answer has the status 0.
      .catch((error): [number, string] => [0, words(error)])
      .then(([status, text]) => {
        if (!signal.aborted) this.tell_([InputTag.RequestAnswered, link, request, status, text]);
      });
  }
  /** Aborts the requests of a link, except the last one. */
  close_(link: number): void {
    this.ends_.get(link)?.abort();
    this.ends_.delete(link);
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
