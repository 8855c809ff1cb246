// The environment of a device, in Hermes' command line: native modules, simulated by support/hermes.ts, which reads what is
// printed and calls `device`. React Native's JavaScript uses them as on a phone.
(() => {
  const native = (...said) => print(`@@${JSON.stringify(said)}`);
  // The command line's own, before React Native replaces it by one based on microtasks.
  const queueMicrotask = setImmediate;
  const calls = new Map();
  const blobs = new Map();
  let last = 0;
  const timer =
    (repeated) =>
    (call, after = 0, ...given) => {
      const id = ++last;
      calls.set(id, () => {
        if (!repeated) calls.delete(id);
        call(...given);
      });
      native('setTimer', id, after, repeated);
      return id;
    };
  const clear = (id) => {
    calls.delete(id);
    native('clearTimer', id);
  };
  // Hermes shares one `method` variable between the iterations of a loop.
  const told = (name, methods) => {
    const module = { addListener() {}, removeListeners() {} };
    methods.forEach((method) => (module[method] = (...given) => native(method, ...given)));
    return { [name]: module };
  };
  const modules = {
    ...told('WebSocketModule', ['connect', 'send', 'close']),
    ...told('Networking', ['sendRequest', 'abortRequest']),
    NativeMicrotasksCxx: { queueMicrotask },
    PlatformConstants: { getConstants: () => ({ isTesting: true }) },
    BlobModule: {
      getConstants: () => ({ BLOB_URI_SCHEME: 'content', BLOB_URI_HOST: null }),
      addNetworkingHandler() {},
      createFromParts() {},
      release: (id) => void blobs.delete(id),
    },
    FileReaderModule: { readAsText: ({ blobId }) => Promise.resolve(blobs.get(blobId)) },
  };
  Object.assign(globalThis, {
    RN$Bridgeless: true,
    nativeModuleProxy: {},
    __turboModuleProxy: (name) => modules[name] ?? null,
    nativeLoggingHook: (text) => native('log', text),
    performance: { now: () => Date.now() },
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout: clear,
    clearInterval: clear,
    device: {
      say: (text) => native('say', text),
      fire: (id) => calls.get(id)?.(),
      keep: (id, text) => blobs.set(id, text),
      emit: (name, event) => globalThis.__rctDeviceEventEmitter.emit(name, event),
    },
  });
})();
