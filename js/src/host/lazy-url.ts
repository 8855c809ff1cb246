// Loads what few pages need, from separate files. Vite, webpack and others emit the file that `new URL(…, import.meta.url)`
// names, and none puts it into the application's script, as they do with the target of `import()` when they build a single
// file.
import type { Cipher, StartPlain } from './parts.js';

/** An `import()` that bundlers do not see; tools/build-plugins.mjs adds it at the end of the file. */
declare const oreadImport: <T>(address: string) => Promise<{ default: T }>;

async function bring<T>(file: URL, failures: number): Promise<T> {
  // Browsers cache the failure to load a module forever; another URL makes them request it again.
  if (failures) file.search = `?${failures}`;
  return (await oreadImport<T>(file.href)).default;
}

export const importPlain = async (failures: number): Promise<StartPlain> =>
  bring(new URL('./oread-plain.js', import.meta.url), failures);

export const importCipher = async (failures: number): Promise<Cipher> =>
  bring(new URL('./oread-cipher.js', import.meta.url), failures);
