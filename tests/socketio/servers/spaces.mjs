// A Socket.IO server with the namespaces `/`, `/chat` and `/admin`, acknowledgements and refusals:
//   node spaces.mjs 2|4 [OPTIONS AS JSON]
// The options are Socket.IO's, and `port`, `token` (the root namespace refuses clients without it) and `blocked` (no WebSocket
// gets through). It prints one JSON object per line for what it sees, and obeys lines of JSON on standard input:
//   {"emit": [EVENT, ...ARGUMENTS], "nsp": "/"}   {"ask": [EVENT, ...ARGUMENTS]}   {"kick": "/chat"}   {"drop": true}
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const [version, options = '{}'] = process.argv.slice(2);
const { port = 0, token, blocked, ...engine } = JSON.parse(options);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const old = version === '2';

const http = createServer();
const library = await import(old ? 'socket.io-2' : 'socket.io');
const io = old ? library.default(http, engine) : new library.Server(http, engine);

/** The error of a middleware. Socket.IO 2 sends its data only, and later versions the message and the data. */
const refusal = (message, data) => Object.assign(new Error(message), { data });

if (token)
  io.use(({ handshake: { auth, query } }, next) => {
    const given = auth?.token ?? query.token;
    say({ token: given ?? null });
    next(given === token ? undefined : refusal('invalid token', { code: 'EXPIRED', given }));
  });
io.of('/admin').use((_, next) => next(refusal('admins only', { code: 403 })));

for (const nsp of ['/', '/chat', '/admin'])
  io.of(nsp).on('connection', (socket) => {
    const { conn } = socket;
    say({
      connected: nsp,
      id: socket.id,
      auth: socket.handshake.auth,
      transport: conn.transport.name,
    });
    conn.on('upgrade', () => say({ upgraded: nsp }));
    socket.on('disconnect', (reason) => say({ disconnected: nsp, reason }));
    socket.use(([event, ...args], next) => {
      const isAnswer = typeof args.at(-1) === 'function';
      say({ event: [event, ...(isAnswer ? args.slice(0, -1) : args)], nsp });
      next();
    });
    socket.on('echo', (...args) => args.pop()(...args));
    socket.on('send back', (...args) => socket.emit('back', ...args));
    socket.on('ask back', (...args) =>
      socket.emit('call back', ...args, ({ length }) => say({ answered: length })),
    );
    // Nothing answers `silence`.
    socket.on('leave me', () => socket.disconnect());
  });

const sockets = (nsp) => [
  ...(old ? Object.values(io.of(nsp).connected) : io.of(nsp).sockets.values()),
];
const orders = {
  emit: (event, { nsp = '/' }) => io.of(nsp).emit(...event),
  ask(event) {
    for (const socket of sockets('/')) socket.emit(...event, (...answer) => say({ answer }));
  },
  kick(nsp) {
    for (const socket of sockets(nsp)) socket.disconnect();
  },
  drop() {
    for (const socket of sockets('/')) socket.conn.close();
  },
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  for (const name of Object.keys(orders)) if (name in order) orders[name](order[name], order);
});

// As a proxy does that knows no WebSocket, behind the server's back.
if (blocked) http.prependListener('upgrade', (request, socket) => socket.destroy());
http.listen(port, '127.0.0.1', () => say({ ready: http.address().port }));
