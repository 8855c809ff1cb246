// The builds of wasm/build.sh.
declare module '*/wasm/oread.mjs' {
  export default function start(setup: {
    wasm: WebAssembly.Module;
  }): Promise<import('./engine.js').Exports>;
}
declare module '*/wasm/oread-plain.mjs' {
  export default function start(setup: object): Promise<import('./engine.js').Exports>;
}
/** The deflated Wasm as a string (tools/build-plugins.mjs). */
declare module '*/wasm/oread.wasm.zz' {
  export default function deflated(): string;
}
