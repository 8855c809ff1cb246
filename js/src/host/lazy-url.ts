// Loads what few pages need, from files of their own. Vite, webpack and others emit what is named by
// `new URL(…, import.meta.url)`, and none puts it into the app's script, as they do with the target of `import()` where
// they make one file of all.
import type { Cipher, StartPlain } from './parts.js';

/** `import()` that bundlers leave alone; tools/build-plugins.mjs puts it at the end of the file. */
declare const oreadImport: (address: string) => Promise<any>;

async function bring(file: URL, failures: number): Promise<any> {
  // Browsers remember for good that a module did not load; under another address they ask again.
  if (failures) file.search = `?${failures}`;
  return (await oreadImport(file.href)).default;
}

export const importPlain = async (failures: number): Promise<StartPlain> =>
  bring(new URL('./oread-plain.js', import.meta.url), failures);

export const importCipher = async (failures: number): Promise<Cipher> =>
  bring(new URL('./oread-cipher.js', import.meta.url), failures);
