// A button that copies a command.
import { say } from './dom.mjs';

export function copyButton(button, command) {
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(command.textContent);
      say('Copied.');
      button.textContent = 'Copied';
    } catch {
      // Not allowed here: select it, so that it can be copied by hand.
      getSelection().selectAllChildren(command);
      button.textContent = 'Selected';
    }
  });
}
