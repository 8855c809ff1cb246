// @vitest-environment jsdom
// A server-rendered page: the first rendering in the browser matches the server's, and is then updated.
import { expect, test, vi } from 'vitest';
import { createSSRApp, defineComponent, h, nextTick, Suspense } from 'vue';
import { configureEcho, useConnectionStatus, useSocketId } from '../../src/vue/index.js';
import { until } from '../hooks/scene.js';
import { connect, options } from '../unit/echo-on-fake.js';
import { echo } from '../../src/vue/index.js';

const rendered: string[] = [];
const Status = defineComponent({
  setup() {
    const [status, id] = [useConnectionStatus(), useSocketId()];
    return () => {
      const text = `${status.value} ${id.value ?? ''}`;
      rendered.push(text);
      return h('p', text);
    };
  },
});

test.each([
  ['a component', () => h(Status)],
  ['one deep inside', () => h('main', [h({ render: () => h('div', [h(Status)]) })])],
  ['one behind Suspense', () => h(Suspense, null, { default: () => h(Status) })],
])('E10: %s is hydrated without a mismatch', async (_, render) => {
  rendered.length = 0;
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  complaints.forEach((one) => one.mockReturnValue());
  configureEcho(options);
  const root = document.createElement('div');
  const said = '<p>disconnected </p>';
  root.innerHTML = render.toString().includes('main') ? `<main><div>${said}</div></main>` : said;
  const app = createSSRApp({ render });
  app.mount(root);
  expect(rendered[0]).toBe('disconnected ');
  await nextTick();
  expect(root.textContent).toBe('connecting ');
  await connect(echo());
  await until(() => root.textContent === 'connected 12.34');
  expect(complaints.flatMap((one) => one.mock.calls)).toEqual([]);
  app.unmount();
  complaints.forEach((one) => one.mockRestore());
});

test('E10: a component that is mounted later shows the current state immediately', async () => {
  rendered.length = 0;
  configureEcho(options);
  const app = createSSRApp({ render: () => h('main') });
  const root = document.createElement('div');
  root.innerHTML = '<main></main>';
  app.mount(root);
  const late = createSSRApp(Status);
  late.mount(document.createElement('div'));
  expect(rendered[0]).toBe('connecting ');
  late.unmount();
  app.unmount();
});
