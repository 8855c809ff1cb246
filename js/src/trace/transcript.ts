// Converts inputs and effects to the JSON of transcripts (tests/transcripts/README.md). An absent field is zero.
import type { Input } from '../host/border.js';
import type { Output } from '../host/engine.js';
import { effects, enums, events, inputs, structs } from './border-names.js';

export type Json = Record<string, unknown>;

type Kinds = [kind: string, [tag: number, fields: readonly string[]]][];
const outputs: Kinds = Object.entries({ ...effects, ...events });
const inputKinds: Kinds = Object.entries(inputs);

function isZero(value: unknown): boolean {
  return (
    !value ||
    (Array.isArray(value) && !value.length) ||
    (typeof value === 'object' && !Object.keys(value).length)
  );
}

function named(fields: readonly string[], values: readonly unknown[]): Json {
  const json: Json = {};
  fields.forEach((field, i) => {
    const [name, kind] = field.split(':') as [string, string?];
    const value = values[i];
    if (!kind) {
      // An optional string that is present but empty is kept.
      if (!isZero(value) || (name === 'data' && value === '')) json[name] = value;
    } else if (enums[kind]) {
      if (value) json[name] = enums[kind]![value as number];
    } else {
      const struct = structs[kind.replace('[]', '')]!;
      const inner = kind.endsWith('[]')
        ? (value as unknown[][]).map((one) => named(struct, one))
        : named(struct, value as unknown[]);
      if (!isZero(inner)) json[name] = inner;
    }
  });
  return json;
}

function kindOf(kinds: Kinds, [tag, ...values]: readonly unknown[]): Json {
  const [kind, [, fields]] = kinds.find(([, [one]]) => one === tag)!;
  return { kind, ...named(fields, values) };
}

/** The JSON of an effect or event. */
export const jsonOf = (output: Output): Json => kindOf(outputs, output);

/** The JSON of an input. */
export const inputJsonOf = (input: Input): Json => kindOf(inputKinds, input);
