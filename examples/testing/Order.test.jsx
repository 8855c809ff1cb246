// @vitest-environment jsdom
// Tests a React component: act() lets React finish its work after an event.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { configureEcho } from 'oread/react';
import { fakeEcho } from 'oread/testing';
import { expect, it } from 'vitest';
import { Order } from './Order.jsx';

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

it('shows the carrier', async () => {
  const { echo, server } = fakeEcho();
  configureEcho(echo);
  const page = document.createElement('main');
  await act(async () => createRoot(page).render(<Order id={1} />));
  expect(page.textContent).toBe('ordered');

  await act(async () =>
    server.broadcast('private-orders.1', 'OrderShipped', { carrier: 'Snail Mail' }),
  );

  expect(page.textContent).toBe('on its way with Snail Mail');
});
