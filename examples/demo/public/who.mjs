// Who this tab is: a name that people see, and a name for its way to the server.

const names = ['Ada', 'Noor', 'Ilse', 'Tomás', 'Wren', 'Juno', 'Bram', 'Sanna', 'Kofi', 'Mira'];

function kept(key, make) {
  let value = sessionStorage.getItem(key);
  if (!value) sessionStorage.setItem(key, (value = make()));
  return value;
}

const asked = new URLSearchParams(location.search).get('as');

/** `?as=NAME` in the address wins; otherwise every tab draws a name once. */
export const name =
  asked?.slice(0, 40) || kept('name', () => names[Math.floor(Math.random() * names.length)]);

/** Part of the WebSocket's path: the dev server can shut this gate, and only this tab is cut off. */
export const gate = kept('gate', () => `tab-${crypto.getRandomValues(new Uint32Array(1))[0]}`);
