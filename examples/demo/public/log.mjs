// The latest events, as they arrived.
import { $, h } from './dom.mjs';

const linesMost = 7;

export function log(channel, event, note = '') {
  const time = new Date().toTimeString().slice(0, 8);
  const list = $('#log');
  list.prepend(
    h(
      'li',
      {},
      h('time', {}, time),
      h('code', { class: 'log-channel' }, channel),
      h('code', {}, event),
      h('span', {}, note),
    ),
  );
  while (list.children.length > linesMost) list.lastElementChild.remove();
}
