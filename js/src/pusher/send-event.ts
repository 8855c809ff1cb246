// Sends client events, and reports those that were not sent.
import { Errc } from '../host/border.js';
import type { Client } from '../host/client.js';
import { text } from '../host/given.js';
import type { WhisperOptions } from './options.js';
import { words } from './words.js';

/** A façade that sends client events. */
interface Sender {
  client_: Client;
  connection: { state: string };
  /** The last warning, which is not repeated. */
  lastWarning_?: string;
}

/** Sends a client event as soon as possible; returns whether it was not rejected and there is a connection now. */
export function sendEvent(
  from: Sender,
  event: string,
  data: unknown,
  channel: string,
  how?: WhisperOptions,
): boolean {
  let refused = false;
  const settled = (outcome: Errc) => {
    const short = (name: string) => text(name).slice(0, 99);
    const why = `${short(event)} was not sent on ${short(channel)}: ${words([outcome, 0, ''])}`;
    refused = !!outcome;
    if (how?.settled)
      how.settled(refused ? Object.assign(new Error(why), { code: outcome }) : undefined);
    else if (refused && outcome !== Errc.Superseded && why !== from.lastWarning_)
      // eslint-disable-next-line no-console -- a lost event must not go unnoticed
      console.warn((from.lastWarning_ = why));
  };
  const json = JSON.stringify(data) ?? 'null';
  from.client_.whisper(text(channel), text(event), json, !!how?.coalesce, settled);
  return !refused && from.connection.state === 'connected';
}
