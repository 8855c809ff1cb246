// The native engine, to compare the others with.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Made by `cmake --build build/dev --target transcripts`; `./dev test js` does. */
const native = join(import.meta.dirname, '../../../build/dev/tests/transcripts/transcripts');

/** Throws unless the native engine does the same as in each of the folder's transcripts. */
export function agree(folder: string, transcripts: number): void {
  const env = { ...process.env, OREAD_TRANSCRIPTS: folder };
  const said = execFileSync(native, ['--gtest_brief=1'], { env, encoding: 'utf8' });
  expect(said).toContain(`[  PASSED  ] ${transcripts} tests.`);
}
