// The other examples: a link to each that runs, and the command that starts each of the others.
import { $, h } from './dom.mjs';

export async function showSystems() {
  const answer = await fetch('/systems/list.json');
  if (!answer.ok) return;
  const list = await answer.json();
  $('#systems').append(
    ...list.map(({ name, title, stack, text, address }) =>
      h(
        'li',
        { class: 'system', 'data-name': name },
        h('h3', {}, address ? h('a', { href: address }, title) : title),
        h('p', {}, text),
        h('p', { class: 'stack' }, stack),
        address ? null : h('code', {}, `examples/${name}/run`),
      ),
    ),
  );
}
