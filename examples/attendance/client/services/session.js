// The person who is signed in in this tab. On a server it is nobody.
const storage = typeof sessionStorage === 'undefined' ? undefined : sessionStorage;
let user = JSON.parse(storage?.getItem('user') ?? 'null');
const listeners = new Set();

export const session = {
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** `{ name, role, token }`, or `null`. */
  user: () => user,
  set(next) {
    user = next;
    if (next) storage?.setItem('user', JSON.stringify(next));
    else storage?.removeItem('user');
    document.documentElement.toggleAttribute('data-signed-in', Boolean(next));
    for (const listener of listeners) listener();
  },
};

/** For a script in the HTML: the server sends the sign-in form to everyone, and someone who is signed in must not see it flash. */
export const beforePaint =
  "document.documentElement.toggleAttribute('data-signed-in', 'user' in sessionStorage)";
