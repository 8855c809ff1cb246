// The type of `Pusher.Runtime`, to which applications of pusher-js write.

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
 * The parts of the page that pusher-js uses, for applications that replace some. Here it is an empty object, and writing to
 * it has no effect: requests use `fetch`, and sockets use `options.WebSocket`.
 */
export type Runtime = { [part in Part]?: any };
