/**
 * What `read` finds; nothing where the runtime lacks it, or throws: a sandboxed page may not look at its cookies, and any
 * global may be a getter of somebody else's.
 */
export function optional<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
