// The sub-path `oread/socket.io`: Echo for laravel-echo-server, and `io()` for any Socket.IO server, without the engine for the
// Pusher protocol.
export { Echo as default } from '../echo/echo.js';
export { registerBroadcaster } from '../echo/broadcasters.js';
export { Channel, type PresenceChannel } from '../echo/channel.js';
export { Connector } from '../echo/connector.js';
export { EventFormatter } from '../echo/event-formatter.js';
export { socketIdFetch } from '../echo/socket-id-fetch.js';
export { SocketIoConnector } from './connector.js';
export { Manager, Socket } from './manager.js';
export { io, io as connect, protocol } from './io.js';
export type { ConnectFunction, IoOptions } from './io.js';
export type { EngineEvents, EngineTransport, IoEngine } from './io-engine.js';
export type { EchoSocket } from './socket.js';
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
export type { SocketIoOptions } from './types.js';
export type { BroadcastDriver, Broadcaster, ConnectionStatus, EchoOptions } from '../echo/types.js';
export * from '../echo/channels.js';
export type { WhisperLimits, WhisperOptions } from '../pusher/options.js';
