// What happened while the page was away, as the table of invoices reports it.
import { onButton, tell } from './messages.js';

let count = 0;

document.addEventListener('livewire:init', () =>
  window.Livewire.on('missed', ({ count: more }) => {
    count += more;
    tell(
      'missed',
      `While this page was away: ${count} new ${count === 1 ? 'invoice' : 'invoices'}.`,
    );
  }),
);
onButton('missed', () => {
  count = 0;
  tell('missed', '');
});
