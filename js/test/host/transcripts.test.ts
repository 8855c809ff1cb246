// Runs the transcripts of tests/transcripts on both builds: the result must be that of the native engine.
import { describe, expect, it } from 'vitest';
import { builds } from './builds.js';
import { transcripts } from './transcript-files.js';
import { replay } from './transcript-run.js';

describe.each(builds)('transcripts on %s', (_, start) => {
  it.each(transcripts)('%s', async (_file, transcript) => {
    expect(replay(transcript, await start())).toEqual(transcript);
  });
});

describe('the transcript runner', () => {
  it('finds transcripts', () => expect(transcripts.length).toBeGreaterThan(30));
});
