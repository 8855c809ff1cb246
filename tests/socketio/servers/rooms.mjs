// A Socket.IO server whose rooms are channels, as in laravel-echo-server but without Laravel and Redis:
//   node rooms.mjs 2|4 [OPTIONS AS JSON]
// The options are Socket.IO's, and `port`, `token` (refuses clients without it) and `blocked` (no WebSocket gets through).
// It prints one JSON object per line for what it sees, and obeys lines of JSON on standard input:
//   {"emit": [CHANNEL, EVENT, DATA], "times": 1}   {"kick": true}
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const [version, options = '{}'] = process.argv.slice(2);
const { port = 0, token, blocked, ...engine } = JSON.parse(options);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const http = createServer();
const library = await import(version === '2' ? 'socket.io-2' : 'socket.io');
const io = version === '2' ? library.default(http, engine) : new library.Server(http, engine);

if (token)
  io.use((socket, next) => {
    say({ auth: socket.handshake.auth });
    const right = socket.handshake.auth.token === token;
    next(right ? undefined : new Error('invalid token'));
  });
io.on('connection', (socket) => {
  const { conn } = socket;
  say({ connected: socket.id, transport: conn.transport.name });
  conn.on('upgrade', () => say({ upgraded: socket.id, transport: conn.transport.name }));
  socket.on('disconnect', (reason) => say({ disconnected: socket.id, reason }));
  socket.on('subscribe', ({ channel, auth }) => {
    socket.join(channel);
    say({ subscribe: channel, auth });
    const member = { user_id: 7, user_info: { name: 'Ann' }, socketId: socket.id };
    if (channel.startsWith('presence-')) socket.emit('presence:subscribed', channel, [member]);
  });
  socket.on('unsubscribe', ({ channel }) => {
    say({ unsubscribe: channel });
    socket.leave(channel);
  });
  socket.on('client event', ({ channel, event, data }) => {
    socket.broadcast.to(channel).emit(event, channel, data);
  });
});

const orders = {
  emit([channel, event, data], { times = 1 }) {
    for (let i = 0; i < times; i++)
      io.to(channel).emit(event, channel, times === 1 ? data : { ...data, i });
  },
  kick() {
    const sockets =
      version === '2' ? Object.values(io.sockets.sockets) : io.sockets.sockets.values();
    for (const socket of [...sockets]) socket.disconnect();
  },
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  for (const name of Object.keys(orders)) if (name in order) orders[name](order[name], order);
});

// As a proxy does that knows no WebSocket, behind the server's back.
if (blocked) http.prependListener('upgrade', (request, socket) => socket.destroy());
http.listen(port, '127.0.0.1', () => say({ ready: http.address().port }));
