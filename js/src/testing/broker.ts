// The broker of the dev server, as wasm/testing/bindings.cpp hands it out.
import start from '../../../build/wasm-testing/broker.mjs';

/** @hidden What the broker wants done, or tells. */
export interface BrokerEffect {
  kind: string;
  connection: number;
  /** Of notices. */
  channel: string;
  /** Of closes. */
  code: number;
  text: string;
}

export interface BrokerBox {
  opened(
    now: number,
    connection: number,
    path: string,
    query: string,
    entropy: number,
  ): BrokerEffect[];
  heard(now: number, connection: number, text: string): BrokerEffect[];
  gone(now: number, connection: number): BrokerEffect[];
  publish(
    now: number,
    channel: string,
    event: string,
    data: string,
    except: string,
  ): BrokerEffect[];
  tick(now: number): BrokerEffect[];
  deadline(): number;
  signChannel(socketId: string, channel: string, data: string): string;
  signUser(socketId: string, data: string): string;
}

/** The key of the only app. Whatever key a client names is taken for it. */
export const key = 'testing';

let module: ReturnType<typeof start> | undefined;

/** A fresh broker. Compiled once, when the first is wanted. */
export function makeBroker(): BrokerBox {
  module ??= start();
  return new module.Broker(key);
}
