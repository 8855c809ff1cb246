// @vitest-environment jsdom
// Tests a Vue component: nextTick() lets Vue render after an event.
import { createApp, nextTick } from 'vue';
import { configureEcho } from 'oread/vue';
import { fakeEcho } from 'oread/testing';
import { expect, it } from 'vitest';
import { OrderStatus } from './order-in-vue.js';

it('shows the carrier', async () => {
  const { echo, server } = fakeEcho();
  configureEcho(echo);
  const page = document.createElement('main');
  createApp(OrderStatus, { id: 1 }).mount(page);
  expect(page.textContent).toBe('ordered');

  server.broadcast('private-orders.1', 'OrderShipped', { carrier: 'Snail Mail' });
  await nextTick();

  expect(page.textContent).toBe('on its way with Snail Mail');
});
