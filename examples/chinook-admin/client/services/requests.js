// Livewire's requests that fail: a line above the board, instead of a dialog with the server's page.
import { onButton, tell } from './messages.js';

const words = {
  403: 'You are not allowed to do this. Ask an administrator.',
  419: 'The session has ended. Reload the page and sign in again.',
};
/** Until when the server refuses: until then, other answers do not end the line. */
let waits = 0;
let timer;

function fail(text) {
  tell('trouble', text);
}

function tooMany(seconds) {
  waits = Date.now() + 1000 * seconds;
  clearTimeout(timer);
  timer = setTimeout(() => fail(''), 1000 * seconds);
  fail(`Too many sales in a minute. Try again in ${seconds} s.`);
}

document.addEventListener('livewire:init', () => {
  window.Livewire.interceptRequest(({ onError, onFailure, onSuccess }) => {
    onError(({ response, preventDefault }) => {
      preventDefault();
      const { status, headers } = response;
      if (status === 429) tooMany(Number(headers.get('Retry-After')) || 60);
      else fail(words[status] ?? `The server answered ${status}. What you see may be out of date.`);
    });
    onFailure(() => fail('The server cannot be reached. What you see may be out of date.'));
    onSuccess(() => Date.now() >= waits && fail(''));
  });
});
onButton('trouble', () => {
  waits = 0;
  fail('');
  window.Livewire.dispatch('catch-up');
});
