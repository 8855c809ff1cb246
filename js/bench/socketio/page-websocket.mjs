// Replaces the page's WebSocket; a separate module, so that it runs before the clients' modules.
import { fakeWebSocketClass } from '../deliver/fake-websocket.mjs';
import { server } from './clients.mjs';

export const FakeWebSocket = fakeWebSocketClass(server);
globalThis.WebSocket = FakeWebSocket;
