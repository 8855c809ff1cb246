// The type of `Pusher.Runtime`, which apps write to for pusher-js.

type Part =
  | 'setup'
  | 'getProtocol'
  | 'getAuthorizers'
  | 'getLocalStorage'
  | 'TimelineTransport'
  | 'createXHR'
  | 'createWebSocket'
  | 'getNetwork'
  | 'getDefaultStrategy'
  | 'Transports'
  | 'getWebSocketAPI'
  | 'getXHRAPI'
  | 'addUnloadListener'
  | 'removeUnloadListener'
  | 'transportConnectionInitializer'
  | 'HTTPFactory'
  | 'isXHRSupported'
  | 'createSocketRequest'
  | 'randomInt'
  | 'getDocument'
  | 'createScriptRequest'
  | 'createJSONPRequest'
  | 'ScriptReceivers'
  | 'isXDRSupported';

/**
 * The parts of the page that pusher-js uses, for apps that replace one. Here it is an empty object, and what is put there
 * has no effect: requests go by `fetch`, sockets by `options.WebSocket`.
 */
export type Runtime = { [part in Part]?: any };
