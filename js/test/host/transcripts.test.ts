// Runs the transcripts of tests/transcripts on both builds: what C++ does natively must happen here too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/host/engine.js';
import { builds } from './builds.js';
import { inputOf, type Json, jsonOf, optionsOf, linksOf } from './transcript_json.js';

interface Transcript {
  name: string;
  options?: Json;
  pusher?: Json;
  steps: { at: number; input: Json; effects: Json[]; deadline: number | null }[];
}

const folder = fileURLToPath(new URL('../../../tests/transcripts', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !file.startsWith('captured'))
  .sort();

describe.each(builds)('transcripts on %s', (_, start) => {
  it.each(files)('%s', async (file) => {
    const transcript: Transcript = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const engine = new Engine(await start());
    expect(engine.create(linksOf(transcript.pusher), optionsOf(transcript.options))).toEqual([]);
    for (const { at, input, effects, deadline } of transcript.steps) {
      const happened = engine.handle(inputOf(input), at).map(jsonOf);
      expect({ input, effects: happened }).toEqual({ input, effects });
      expect(engine.deadline).toBe(deadline ?? Infinity);
    }
  });
});

describe('the transcript runner', () => {
  it('finds transcripts', () => expect(files.length).toBeGreaterThan(0));
});
