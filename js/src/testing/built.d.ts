// What the build makes for the test kit: the broker (wasm/testing), and the client as a function of its globals
// (tools/build-testing.mjs).
declare module '*/wasm-testing/broker.mjs' {
  import type { BrokerBox } from './broker.js';
  export default function start(): { Broker: new (key: string) => BrokerBox };
}
declare module 'client-in-world' {
  export default function start(
    setTimeout: unknown,
    clearTimeout: unknown,
    performance: { now(): number },
    Date: { now(): number },
    Math: object,
    Promise: unknown,
    fetch: unknown,
    WebAssembly: object,
  ): { Pusher: new (key: string, options: any) => any };
}
