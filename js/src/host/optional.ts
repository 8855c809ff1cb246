/**
 * Returns what `read` returns, or undefined if it throws: a runtime may lack a global, a sandboxed page cannot read its
 * cookies, and any global may be a foreign getter.
 */
export function optional<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
