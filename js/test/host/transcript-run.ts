// Passes a transcript's inputs to an engine and records its outputs, in Node and in Chromium.
import { Engine, type Exports } from '../../src/host/engine.js';
import { inputOf, type Json, jsonOf, linksOf, optionsOf } from './transcript-json.js';

export interface Transcript {
  name: string;
  options?: Json;
  pusher?: Json;
  steps: { at: number; input: Json; effects: Json[]; deadline: number | null }[];
}

/** Returns the transcript that this engine produces, which must equal the given one. */
export function replay(transcript: Transcript, exports: Exports): Transcript {
  const engine = new Engine(exports);
  const refused = engine.create(linksOf(transcript.pusher), optionsOf(transcript.options));
  if (refused.length) throw new Error(`the options were refused: ${JSON.stringify(refused)}`);
  const steps = transcript.steps.map(({ at, input }) => {
    const effects = engine.handle(inputOf(input), at).map(jsonOf);
    const { deadline } = engine;
    return { at, input, effects, deadline: deadline === Infinity ? null : deadline };
  });
  return { ...transcript, steps };
}
