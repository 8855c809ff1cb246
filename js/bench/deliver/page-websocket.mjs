// Replaces the page's WebSocket; a separate module, so that it runs before the clients' modules.
import { installFakeWebSocket } from './clients.mjs';

export const FakeWebSocket = installFakeWebSocket();
