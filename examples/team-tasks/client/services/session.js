// The person who is signed in in this tab, with a valid token.
const stored = () => JSON.parse(sessionStorage.getItem('session') ?? 'null');
let current = stored();
const listeners = new Set();

function store(next) {
  current = next;
  if (next) sessionStorage.setItem('session', JSON.stringify(next));
  else sessionStorage.removeItem('session');
  for (const listener of listeners) listener();
}

const secondsLeft = (token) => {
  const [, payload] = token.split('.');
  const { exp } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
  return exp - Date.now() / 1000;
};

async function post(path, body, headers) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { data, error } = await answer.json();
  if (!answer.ok) throw new Error(error);
  return data;
}

export const session = {
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  user: () => current?.user ?? null,

  /** A token for now: one that ends within a minute is renewed first. */
  async token() {
    if (!current) return '';
    if (secondsLeft(current.token) > 60) return current.token;
    try {
      const headers = { Authorization: `Bearer ${current.token}` };
      store({ ...current, ...(await post('/api/renew', {}, headers)) });
    } catch {
      // The server will refuse the old token, and the page shows why.
    }
    return current.token;
  },

  async signIn(id) {
    store(await post('/api/login', { id }));
  },
  signOut: () => store(null),

  /** For trying what a refusal looks like. */
  spoil: () => store({ ...current, token: `${current.token}x` }),
};
