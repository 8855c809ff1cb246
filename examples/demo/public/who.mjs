// This tab's identity: a name that people see, and a name for its gate on the server.

const names = ['Ada', 'Noor', 'Ilse', 'Tomás', 'Wren', 'Juno', 'Bram', 'Sanna', 'Kofi', 'Mira'];

function kept(key, make) {
  let value = sessionStorage.getItem(key);
  if (!value) sessionStorage.setItem(key, (value = make()));
  return value;
}

const asked = new URLSearchParams(location.search).get('as');

/** `?as=NAME` in the address takes precedence; otherwise every tab draws a name once. */
export const name =
  asked?.slice(0, 40) || kept('name', () => names[Math.floor(Math.random() * names.length)]);

/** Part of the WebSocket's path: the dev server can shut this gate to disconnect only this tab. */
export const gate = kept('gate', () => `tab-${crypto.getRandomValues(new Uint32Array(1))[0]}`);
