// The builds of wasm/build.sh with the Socket.IO dialect, as src/host/wasm.d.ts has the others.
declare module '*/wasm/oread-socketio.mjs' {
  export { default } from '*/wasm/oread.mjs';
}
declare module '*/wasm/oread-socketio-plain.mjs' {
  export { default } from '*/wasm/oread-plain.mjs';
}
