// The package's main entry: the exports of `laravel-echo`, and Oread's own.
export { Echo as default } from './echo/echo.js';
export { registerBroadcaster } from './echo/broadcasters.js';
export { Channel, type PresenceChannel } from './echo/channel.js';
export { Connector } from './echo/connector.js';
export { EventFormatter } from './echo/event-formatter.js';
export { installGlobal } from './echo/install-global.js';
export { OreadConnector } from './echo/oread-connector.js';
export { socketIdFetch } from './echo/socket-id-fetch.js';
export type { BroadcastDriver, Broadcaster, ConnectionStatus, EchoOptions } from './echo/types.js';
export * from './echo/channels.js';
export type { WhisperLimits, WhisperOptions } from './pusher/options.js';
export type { Finding, Trace } from './echo/development.js';
