// The dev server's broker, with the interface of wasm/testing/bindings.cpp.
import start from '../../../build/wasm-testing/broker.mjs';

/** @hidden An effect of the broker. */
export interface BrokerEffect {
  kind: string;
  connection: number;
  /** For notices. */
  channel: string;
  /** For closes. */
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

/** The key of the only application. Clients may use any key. */
export const key = 'testing';

let module: ReturnType<typeof start> | undefined;

/** Makes a fresh broker. The module is compiled once, on first use. */
export function makeBroker(): BrokerBox {
  module ??= start();
  return new module.Broker(key);
}
