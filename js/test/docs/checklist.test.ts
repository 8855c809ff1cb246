// docs/checklist.md is up to date with the titles of the tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const js = fileURLToPath(new URL('../../', import.meta.url));

it('is what `./dev build docs` generates from the tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oread-checklist-'));
  const fresh = join(folder, 'checklist.md');
  execFileSync(process.execPath, [join(js, 'tools/checklist.mjs'), fresh]);
  expect(readFileSync(join(js, '../docs/checklist.md'), 'utf8')).toBe(readFileSync(fresh, 'utf8'));
  rmSync(folder, { recursive: true });
});
