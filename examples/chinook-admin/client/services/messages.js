// The lines above the board. Each has an id, a text, and perhaps a button.
const find = (id) => document.getElementById(id);

/** Shows this text in the line; hides the line if the text is empty. */
export function tell(id, text) {
  const line = find(id);
  line.hidden = !text;
  line.querySelector('span').textContent = text;
}

/** Calls `act` when the button of the line is pressed. */
export const onButton = (id, act) =>
  find(id).querySelector('button').addEventListener('click', act);
