// DOM helpers that keep text from outside as text.

export const $ = (selector, within = document) => within.querySelector(selector);

/** An element with attributes, listeners (`on…`) and children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** "Tomás Vega" → "TV". */
export const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

/** A hue for a name, the same in every browser. */
export function hue(name) {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}

export const avatar = (name) =>
  h(
    'span',
    { class: 'avatar', style: `--hue: ${hue(name)}`, 'aria-hidden': 'true' },
    initials(name),
  );

/**
 * Announces something to screen readers. Only for what matters to the user: announcing what others move every two
 * seconds
 * would drown out everything else. Each sentence is a separate element, so that none overwrites another.
 */
export function say(text) {
  const spoken = $('#spoken');
  spoken.append(h('p', {}, text));
  while (spoken.children.length > spokenMost) spoken.firstElementChild.remove();
}
const spokenMost = 5;

/** Updates a text only if it changed, so that the page need not lay out again. */
export function write(selector, text) {
  const element = $(selector);
  if (element.textContent !== text) element.textContent = text;
}

/** POSTs JSON to one of the demo's endpoints. */
export async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.text()).trim() || `status ${answer.status}`);
  return answer.json();
}

/** Publishes through the dev server, as a back end would with its secret. */
export const publish = (channel, event, data) =>
  post('/demo/publish', { channel, event, data: { ...data, sent_at: Date.now() } });
