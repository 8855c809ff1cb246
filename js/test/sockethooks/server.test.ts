// Server rendering with Vue and Svelte: the first state, and nothing connects.
import { expect, test } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { listen, socketState } from '../../src/sockethooks/svelte.js';
import { useSocket, useSocketEvent } from '../../src/sockethooks/vue.js';
import { StillSocket } from './still-socket.js';

test('Vue on a server', async () => {
  const socket = StillSocket.make();
  const app = createSSRApp({
    setup() {
      const { connected, active } = useSocket(socket);
      useSocketEvent(socket, 'order', () => {});
      return () => h('p', `${connected.value} ${active.value}`);
    },
  });
  expect(await renderToString(app)).toBe('<p>false false</p>');
  expect(socket.calls).toEqual([]);
});

test('Svelte on a server', () => {
  const socket = StillSocket.make();
  const seen: unknown[] = [];
  socketState(socket).subscribe(({ active }) => seen.push(active))();
  listen(socket, 'order', () => {})();
  expect([seen, socket.calls]).toEqual([[false], []]);
});
