// What is committed of the border is what the C++ headers say.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('the generated files are up to date', { timeout: 120_000 }, () => {
  const script = fileURLToPath(new URL('../../../wasm/generate.sh', import.meta.url));
  expect(execFileSync(script, ['check'], { encoding: 'utf8' })).toBe('');
});
