// The transcripts of tests/transcripts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Transcript } from './transcript-run.js';

const folder = fileURLToPath(new URL('../../../tests/transcripts', import.meta.url));

export const transcripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !file.startsWith('captured'))
  .sort()
  .map((file): [file: string, transcript: Transcript] => [
    file,
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  ]);
