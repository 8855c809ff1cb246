// The events of one socket on their way to the engine, which keeps those that must wait.
import { Errc } from '../host/border.js';
import type { PollingClient } from '../host/polling-client.js';
import { attempt } from '../host/driver.js';
import { now } from '../host/ports/clock.js';
import { decode, encode } from './arguments.js';
import { noAnswer } from './io-errors.js';

type Ack = ((...args: any[]) => void) & { withError_?: boolean };

/** @hidden What an outbox needs of its socket. */
export interface OutboxOwner {
  /** The namespace. */
  nsp: string;
  /** @internal */
  client_: PollingClient;
  /** @internal It was sent. */
  sent_(args: unknown[]): void;
}

/**
 * `args`: the name, the arguments and perhaps an acknowledgement, which may take `within` milliseconds. `retries`: how many more
 * times it is sent without one.
 */
export function send(
  owner: OutboxOwner,
  args: unknown[],
  volatile: boolean,
  within: number | undefined,
  retries: number,
): void {
  const last = args[args.length - 1];
  const ack = typeof last === 'function' ? (last as Ack) : undefined;
  if (ack) args.pop();
  const timed = (ack || retries) && within != null && within < Infinity;
  // The acknowledgement's first parameter is an error.
  const withError = ack && (within != null || retries || ack.withError_);
  const due = timed ? now() + within : 0;
  const [json, attachments] = encode(args);
  const post = () =>
    owner.client_.emit(owner.nsp, String(args[0]), json, {
      attachments_: attachments,
      mayWait_: !volatile,
      within_: timed ? Math.max(1, Math.ceil(retries ? within : due - now())) : 0,
      retries_: retries,
      settled_: (outcome) => {
        if (!outcome) owner.sent_(args);
        // The engine was replaced before it could send the event.
        else if (outcome === Errc.NotConnected && !volatile) post();
        else {
          if (!volatile && !withError)
            // eslint-disable-next-line no-console -- a lost event must not go unnoticed
            console.warn(
              `${String(args[0]).slice(0, 99)} was not sent: ${noAnswer(outcome).message}`,
            );
          unanswered(outcome);
        }
      },
      replied_:
        ack &&
        ((outcome, data, binary) => {
          if (outcome) unanswered(outcome);
          else ack.call(owner, ...(withError ? [null] : []), ...decode(data, binary));
        }),
    });
  // It may be called within emit(), which it must not end.
  const unanswered = (outcome: Errc) => {
    if (withError) attempt(() => ack!.call(owner, noAnswer(outcome)));
  };
  post();
}
