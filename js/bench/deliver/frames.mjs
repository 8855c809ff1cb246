// The frames of the delivery bench: payloads as Laravel sends them, in frames with the two key orders that servers use.

export const SIZES = { '100B': 100, '400B': 400, '2KB': 2048, '8KB': 8192 };
/** The percentage of messages without a listener. */
export const SHARES = { heard: 0, '30%-unheard': 30, unheard: 100 };
export const ORDERS = ['reverb', 'hosted'];
export const CHANNELS = ['orders', 'tasks.17', 'status-page', 'shop.eu.stock', 'chat.room.42'];

// Names as `broadcastAs()` returns them, and as Laravel derives them from a class (escaped in JSON).
const PLAIN = {
  heard: ['order.shipped', 'task-updated', 'StockChanged'],
  unheard: ['order.viewed', 'heartbeat'],
};
const ESCAPED = {
  heard: ['App\\Events\\OrderShipped', 'App\\Events\\TaskUpdated', 'App\\Events\\Stock\\Changed'],
  unheard: ['App\\Events\\OrderViewed', 'App\\Events\\Heartbeat'],
};
export const eventNames = (escaped) => (escaped ? ESCAPED : PLAIN);

/** An order as a model's `toArray()` returns it, padded with line items to about `bytes` of JSON. */
export function payload(bytes, n) {
  const data = {
    order: {
      id: 48_000 + n,
      status: n % 3 ? 'shipped' : 'packed',
      total: (n * 7.31 + 5).toFixed(2),
    },
    user: { id: n % 97, name: 'Ann-Sophie Lee-Moss' },
  };
  if (bytes > 200) {
    data.note = 'Leave at the "blue" door\nor ring twice — café Zoë';
    data.updated_at = '2026-03-14T15:09:26.000000Z';
    data.items = [];
  }
  const size = () => JSON.stringify(data).length;
  for (let i = 0; data.items && size() < bytes - 60; i += 1)
    data.items.push({
      id: n * 100 + i,
      sku: `KX-${1000 + i}`,
      qty: 1 + (i % 5),
      price: 3.5 + i,
      gift: i % 4 === 0,
      tags: i % 2 ? ['new', 'eu'] : [],
    });
  return JSON.stringify(data);
}

/** A frame with doubly encoded data, as Pusher-compatible servers send it. */
function frame(order, event, channel, data) {
  return JSON.stringify(order === 'hosted' ? { event, channel, data } : { event, data, channel });
}

/**
 * Returns `count` frames, of which `unheardPercent` percent carry an event without a listener. Names and channels alternate,
 * so that no client can predict the next frame from the last.
 */
export function frames({ size, order, unheardPercent, escaped, count }) {
  const names = eventNames(escaped);
  const made = [];
  let owed = 0;
  for (let n = 0; n < count; n += 1) {
    owed += unheardPercent;
    const unheard = owed >= 100;
    if (unheard) owed -= 100;
    const choice = unheard ? names.unheard : names.heard;
    made.push(
      frame(
        order,
        choice[n % choice.length],
        CHANNELS[(n * 3) % CHANNELS.length],
        payload(SIZES[size], n),
      ),
    );
  }
  return made;
}
