// The package's main entry: Echo, as `laravel-echo` exports it.
export { Echo as default } from './echo/echo.js';
export { Channel, type PresenceChannel } from './echo/channel.js';
export { Connector } from './echo/connector.js';
export { EventFormatter } from './echo/event-formatter.js';
export type { BroadcastDriver, Broadcaster, ConnectionStatus, EchoOptions } from './echo/types.js';
