// The sub-path `oread/socket.io/client`: what socket.io-client exports, for an alias from that name. It is in socket.io.js; this
// file has its types.
export { io as default, io, io as connect, protocol } from './io.js';
export { Manager, Socket } from './manager.js';
export type { ConnectFunction, IoOptions } from './io.js';
export type { EngineEvents, EngineTransport, IoEngine } from './io-engine.js';
export type { Auth, BufferOptions, ManagerOptions, SocketOptions } from './io-options.js';
export type {
  DefaultEventsMap,
  DisconnectDescription,
  DisconnectReason,
  EventsMap,
  ExtendedError,
  ManagerReservedEvents,
  SocketReservedEvents,
} from './event-types.js';
