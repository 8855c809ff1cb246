// Server rendering: no subscription, no connection, and calls on channels do nothing.
import { expect, test } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { useConnectionStatus, useEcho, usePresence } from '../../src/vue/index.js';
import { FakeSocket } from '../hooks/scene.js';

test('119: rendering on a server neither subscribes nor connects', async () => {
  const app = createSSRApp({
    setup() {
      const status = useConnectionStatus();
      const { channel } = useEcho('orders', '.made');
      channel().whisper('typing', {});
      const { count } = usePresence('room');
      return () => h('p', `${status.value} ${count.value}`);
    },
  });
  expect(await renderToString(app)).toBe('<p>disconnected 0</p>');
  expect(FakeSocket.all).toEqual([]);
});
