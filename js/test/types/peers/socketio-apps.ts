// App code written for socket.io-client.
import {
  connect,
  io,
  Manager,
  type ManagerOptions,
  type ManagerReservedEvents,
  protocol,
  Socket,
  type SocketOptions,
} from 'socket.io-client';

interface Message {
  text: string;
  at: number;
}
interface ServerToClient {
  message: (message: Message) => void;
  count: (room: string, count: number) => void;
  question: (what: string, reply: (answer: number) => void) => void;
}
interface ClientToServer {
  join: (room: string) => void;
  say: (text: string, stored: (id: number) => void) => void;
  check: (stored: (error: string | null, id: number) => void) => void;
}

// Without declared events.
export function untyped(): void {
  const socket: Socket = io('https://example.com/admin?a=1', {
    auth: { token: 't' },
    path: '/ws',
    query: { room: 'r' },
    transports: ['websocket', 'polling'],
    timeout: 10_000,
    reconnection: true,
    reconnectionAttempts: Infinity,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.2,
    autoConnect: false,
    forceNew: true,
    multiplex: false,
    withCredentials: true,
    ackTimeout: 1000,
    upgrade: true,
  });
  socket.on('connect', () => console.log(socket.id?.trim(), socket.connected, socket.active));
  socket.on('connect_error', (error) => {
    console.log(error.message.trim(), error.data?.code);
    if (!socket.active) socket.auth = (send) => send({ token: 'new' });
    socket.connect();
  });
  socket.on('disconnect', (reason, details) => {
    if (reason === 'io server disconnect') socket.connect();
    console.log(details);
  });
  const listener = (...args: any[]) => console.log(args);
  socket.on('anything', listener).once('something', listener).off('anything', listener).off();
  socket.on('with', async (a: number, b: { c: string }) => console.log(a.toFixed(), b.c.trim()));
  socket.onAny((event, ...args) => console.log(event, args));
  socket.prependAny(listener).offAny(listener).onAnyOutgoing(listener).offAnyOutgoing();
  console.log(socket.listenersAny().length, socket.listeners('anything').length);
  socket.emit('a').emit('b', 1, { c: [null] }, (answer: string) => answer.trim());
  socket.send('text').compress(false).volatile.emit('position', 1);
  socket.timeout(500).emit('c', (error: Error, answer: number) => error.message + answer);
  console.log(socket.hasListeners('anything'), socket.disconnected, socket.recovered);
  socket.disconnect().open().close();
  socket.removeAllListeners('anything').removeListener('something', listener);
}
export async function untypedAnswers(): Promise<void> {
  const socket = io();
  const answer = await socket.timeout(1000).emitWithAck('question', 1);
  console.log(answer.anything);
}

// With declared events.
export async function typed(): Promise<void> {
  const socket: Socket<ServerToClient, ClientToServer> = io();
  socket.on('message', ({ text, at }) => text.trim() + at.toFixed());
  socket.once('count', (room, count) => room.trim() + count.toFixed());
  socket.on('question', (what, reply) => reply(what.length));
  socket.on('connect', () => socket.emit('join', 'lobby'));
  socket.emit('say', 'hello', (id) => id.toFixed());
  socket.timeout(500).emit('say', 'hello', (error, id) => error.message + id.toFixed());
  const id: number = await socket.emitWithAck('say', 'hello');
  const late: number = await socket.timeout(500).emitWithAck('say', 'hello');
  console.log(id + late);
}
export function mistakes(socket: Socket<ServerToClient, ClientToServer>): void {
  // @ts-expect-error no such event
  socket.on('massage', () => {});
  // @ts-expect-error no such event to send
  socket.emit('message', { text: '', at: 0 });
  // @ts-expect-error a room is a string
  socket.emit('join', 7);
  // @ts-expect-error an argument is missing
  socket.emit('join');
  // @ts-expect-error the message has no such field
  socket.on('message', ({ title }) => title);
  // @ts-expect-error the promise resolves with a number
  socket.emitWithAck('say', 'hello').then((id) => id.trim());
}

export function managed(options: Partial<ManagerOptions & SocketOptions>): void {
  const manager = new Manager('https://example.com', { reconnectionDelayMax: 10_000 });
  manager.on('open', () => {});
  manager.on('error', (error) => error.message.trim());
  manager.on('close', (reason) => reason.trim());
  manager.on('reconnect', (attempt) => attempt.toFixed());
  manager.on('reconnect_attempt', (attempt) => attempt.toFixed());
  manager.on('reconnect_error', (error) => error.message.trim());
  manager.once('reconnect_failed', () => {}).off('ping');
  const admin = manager.socket('/admin', { auth: { token: 't' } });
  admin.on('welcome', (text) => console.log(text));
  const socket: Socket = connect('/chat', options);
  socket.io.on('reconnect', () => {});
  console.log(socket.io.engine.id, socket.io.engine.transport.name, protocol.toFixed());
  const again: Socket = connect('https://example.com', { ...options, reconnection: false });
  console.log(again instanceof Socket, socket.io instanceof Manager);
  manager.reconnectionDelay(100).timeout(5000).reconnection(false);
  console.log(manager.reconnectionAttempts().toFixed());
  manager.open((error) => error?.message.trim()).connect();
  const names: keyof ManagerReservedEvents = 'open';
  console.log(names);
}

// As the documentation shows it for React.
declare function useEffect(effect: () => void | (() => void)): void;
export function useSocket(socket: Socket<ServerToClient, ClientToServer>): void {
  useEffect(() => {
    const onMessage = (message: Message) => console.log(message.text);
    socket.on('message', onMessage);
    return () => {
      socket.off('message', onMessage);
    };
  });
}
