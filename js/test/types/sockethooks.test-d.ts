// Compile-time tests: the hooks for sockets know the events of their socket.
import type { Ref } from 'vue';
import * as react from '../../src/sockethooks/react.js';
import * as svelte from '../../src/sockethooks/svelte.js';
import * as vue from '../../src/sockethooks/vue.js';
import { io, type Socket } from '../../src/socketio/entry.js';

interface ServerToClient {
  order: (order: { id: number }, count: number) => void;
  question: (what: string, answer: (length: number) => void) => void;
}
interface ClientToServer {
  store: (order: { id: number }) => void;
}
declare const socket: Socket<ServerToClient, ClientToServer>;
declare const later: Ref<Socket<ServerToClient, ClientToServer> | null>;

export function typed(): void {
  const { connected, id, error } = react.useSocket(socket);
  console.log(connected === true, id?.trim(), error?.data);
  react.useSocketEvent(socket, 'order', ({ id }, count) => id.toFixed() + count.toFixed());
  react.useSocketEvent(socket, 'question', (what, answer) => answer(what.length));
  react.useSocketEvent(socket, 'disconnect', (reason) => reason.trim());
  react.useSocketEvent(connected && socket, 'connect_error', (why) => why.data);
  // @ts-expect-error no such event
  react.useSocketEvent(socket, 'ordered', () => {});
  // @ts-expect-error the client sends this one
  react.useSocketEvent(socket, 'store', () => {});
  // @ts-expect-error an order has no name
  react.useSocketEvent(socket, 'order', ({ name }) => name);
  vue.useSocketEvent(later, 'order', ({ id }) => id.toFixed());
  vue.useSocketEvent(
    () => later.value,
    'order',
    ({ id }) => id.toFixed(),
  );
  vue.useSocket(later).connected.value.valueOf();
  // @ts-expect-error no such event
  vue.useSocketEvent(later, 'ordered', () => {});
  svelte.socketState(socket).subscribe(({ recovered }) => recovered.valueOf());
  svelte.listen(socket, 'order', ({ id }) => id.toFixed())();
  // @ts-expect-error an order has no name
  svelte.listen(socket, 'order', ({ name }) => name);
}

export function untyped(): void {
  const any = io('https://example.com', { autoConnect: false });
  react.useSocket(any);
  react.useSocketEvent(any, 'anything', (a, b) => console.log(a, b));
  vue.useSocketEvent(any, 'anything', (a: string) => a.trim());
  svelte.listen(any, 'anything', (a: string) => a.trim());
}
