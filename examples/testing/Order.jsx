// A React component that shows the state of an order.
import { useState } from 'react';
import { useEcho } from 'oread/react';

export function Order({ id }) {
  const [status, setStatus] = useState('ordered');
  useEcho(`orders.${id}`, 'OrderShipped', (e) => setStatus(`on its way with ${e.carrier}`));
  return <p>{status}</p>;
}
