// The demo's initial data, shared by the page and the publisher.

export const columns = [
  { id: 'todo', title: 'To do' },
  { id: 'doing', title: 'In hand' },
  { id: 'done', title: 'Done' },
];

/** Cards in the order of their column. */
export const tasks = [
  { id: 1, title: 'Replace the anemometer on ridge 3', column: 'todo', owner: 'Ada' },
  { id: 2, title: 'Publish the avalanche bulletin', column: 'doing', owner: 'Noor' },
  { id: 3, title: 'Charge the hut batteries', column: 'todo', owner: 'Ilse' },
  { id: 4, title: 'Re-route trail 41 around the slide', column: 'doing', owner: 'Tomás' },
  { id: 5, title: 'Test the radio relay at the col', column: 'done', owner: 'Ada' },
  { id: 6, title: 'Order ropes for the school', column: 'todo', owner: 'Wren' },
  { id: 7, title: 'Count the ibex, north face', column: 'done', owner: 'Ilse' },
  { id: 8, title: 'Fix the webcam at the saddle', column: 'todo', owner: 'Noor' },
];

export const services = [
  { id: 'weather', title: 'Weather feed', status: 'up', ms: 42 },
  { id: 'radio', title: 'Radio relay', status: 'up', ms: 87 },
  { id: 'booking', title: 'Hut booking', status: 'up', ms: 120 },
  { id: 'maps', title: 'Trail maps', status: 'up', ms: 64 },
];

/** Possible incidents of a service. */
export const troubles = {
  weather: ['Gusts above the scale, readings late', 'Station 7 has iced over'],
  radio: ['Relay on battery power', 'Interference on channel 2'],
  booking: ['Payments are slow', 'Confirmations wait in a queue'],
  maps: ['Tiles come from the old survey', 'Contours are missing at zoom 14'],
};

export const board = { channel: 'cache-board', event: 'TaskUpdated' };
export const status = { channel: 'cache-status', event: 'service.status.changed' };
export const room = 'room';

/** The cards after moving `id` to the top of `column`. */
export function moved(cards, id, column) {
  const card = cards.find((one) => one.id === id);
  if (!card) return cards;
  return [{ ...card, column }, ...cards.filter((one) => one !== card)];
}

/** The services after one of them has changed. */
export function changed(list, id, news) {
  return list.map((one) => (one.id === id ? { ...one, ...news } : one));
}
