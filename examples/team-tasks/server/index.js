// The server: Express for the API and the built client, and Socket.IO on the same port.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { TaskController } from './controllers/taskController.js';
import { people, signedIn, tokenFor } from './people.js';
import { taskRoutes } from './routes/task.js';
import { TaskUpdateService } from './services/taskUpdateService.js';
import { SocketServer } from './sockets/socketServer.js';
import { Store } from './store.js';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * Starts the server on this port; 0 means any that is free. `store` outlives a restart as a database does. With `socketio` you
 * pass options to Socket.IO, and with `blockWebSocket` no WebSocket gets through, as behind some proxies.
 */
export async function start({
  port = 0,
  store = new Store(),
  socketio,
  blockWebSocket = false,
} = {}) {
  const app = express();
  const http = createServer(app);
  const sockets = new SocketServer(http, store, socketio);
  const updates = new TaskUpdateService(sockets);

  app.use(express.json());
  app.get('/api/people', (_, response) => response.json({ success: true, data: people }));
  app.post('/api/login', ({ body }, response) => {
    const user = people.find(({ id }) => id === body?.id);
    if (!user) return response.status(401).json({ success: false, error: 'unknown user' });
    response.json({ success: true, data: { user, token: tokenFor(user.id) } });
  });
  app.post('/api/renew', signedIn, ({ user }, response) => {
    response.json({ success: true, data: { token: tokenFor(user.id) } });
  });
  app.use('/api/tasks', taskRoutes(new TaskController(store, updates, sockets)));
  app.use(express.static(dist));

  if (blockWebSocket) http.prependListener('upgrade', (_, socket) => socket.destroy());
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${http.address().port}`,
    port: http.address().port,
    store,
    sockets,
    close: () => sockets.io.close(),
  };
}
