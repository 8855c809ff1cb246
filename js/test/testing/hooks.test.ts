// @vitest-environment jsdom
// Components that use the hooks, on a fake Echo.
import { configureEcho, useConnectionStatus, useEchoPublic } from 'oread/react';
import { fakeEcho } from 'oread/testing';
import { act, createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, it } from 'vitest';

beforeAll(() => {
  (globalThis as any).IS_REACT_ACT_ENVIRONMENT = true;
});

function Orders() {
  const [ids, setIds] = useState<number[]>([]);
  const status = useConnectionStatus();
  useEchoPublic<{ id: number }>('orders', 'OrderShipped', ({ id }) => setIds([...ids, id]));
  return createElement('p', null, `${status}: ${ids}`);
}

it('show what the server broadcasts, and leave its channel when they unmount', async () => {
  const { echo, server, clock } = fakeEcho();
  configureEcho(echo);
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(createElement(StrictMode, null, createElement(Orders))));
  await act(() => clock.advance('1s'));
  expect(server.subscriptions()).toEqual(['orders']);

  await act(async () => server.broadcast('orders', 'OrderShipped', { id: 1 }));
  await act(async () => server.broadcast('orders', 'OrderShipped', { id: 2 }));
  expect(place.textContent).toBe('connected: 1,2');

  await act(async () => server.stop());
  expect(place.textContent).toBe('reconnecting: 1,2');

  await act(async () => server.start());
  await act(() => clock.advance('1m'));
  await act(async () => root.unmount());
  await clock.advance('1m');
  expect(server.subscriptions()).toEqual([]);
});
