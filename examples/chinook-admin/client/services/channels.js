// What happens to the channels: refusals and rate limits are told; when all are subscribed (again), the page catches up.
import { watch } from 'oread/watch';
import { tell } from './messages.js';

const refused = new Map();
/** Channels without an answer yet, and among them those that Laravel asked to wait. */
const pending = new Set();
const slowed = new Set();

const plainName = (channel) => channel.replace(/^(private|presence)-/, '');

const words = {
  'auth-denied': 'Laravel does not let you listen to this channel.',
  'auth-expired': 'Your session has ended. Reload the page and sign in again.',
};

function showRefusals() {
  const box = document.getElementById('refusals');
  box.hidden = refused.size === 0;
  box.querySelector('ul').replaceChildren(
    ...[...refused].map(([channel, { code, status, message }]) => {
      const item = document.createElement('li');
      const name = document.createElement('code');
      name.textContent = plainName(channel);
      item.append(name, ` ${words[code] ?? message}${status ? ` (${status})` : ''}`);
      return item;
    }),
  );
}

function showWait() {
  const names = [...slowed].map(plainName).join(', ');
  tell('wait', names && `Too many requests: Laravel asks to wait. Trying again for ${names}.`);
}

// Several channels are answered in one turn; the page asks Livewire once for all.
let isPlanned = false;
function catchUpSoon() {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    if (pending.size === 0) window.Livewire.dispatch('catch-up');
  }, 50);
}

watch(window.Echo, ({ kind, channel, to, reason, retrying }) => {
  if (kind !== 'channel') return;
  if (reason?.status === 429 && retrying) slowed.add(channel);
  else if (to === 'subscribed' || to === 'failed' || to === 'left') slowed.delete(channel);
  if (to === 'failed' && !retrying) refused.set(channel, reason);
  else if (to !== 'failed') refused.delete(channel);
  const isOver = to === 'subscribed' || to === 'left' || (to === 'failed' && !retrying);
  if (isOver) pending.delete(channel);
  else pending.add(channel);
  if (to === 'subscribed') catchUpSoon();
  showRefusals();
  showWait();
});
