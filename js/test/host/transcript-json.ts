// Inputs and effects as the JSON of transcripts: see tests/transcripts/README.md. An absent field is zero.
import { type Input, inputFormats, type LinkAddresses } from '../../src/host/border.js';
import { linkAddresses } from '../../src/pusher/link-urls.js';
import { enums, inputs, options, servers } from '../../src/trace/border-names.js';
import type { Json } from '../../src/trace/transcript.js';

export { type Json, jsonOf } from '../../src/trace/transcript.js';

const defaultServer: Json = {
  port: 80,
  tlsPort: 443,
  tls: true,
  client: 'oread',
  version: '2.5.0',
};

function zero(format: string): unknown {
  return format === 's' ? '' : format === 't' ? false : 0;
}

/** The flat fields of an input; enumerators by name. */
export function inputOf(json: Json): Input {
  const found = inputs[json.kind as string];
  if (!found) throw new Error(`there is no input "${String(json.kind)}"`);
  const [tag, fields] = found;
  const format = inputFormats.split(',')[tag]!;
  const values = fields.map((field, i) => {
    const [name, kind] = field.split(':') as [string, string?];
    const value = json[name] ?? (kind ? enums[kind]![0] : zero(format[i]!));
    return kind ? enums[kind]!.indexOf(value as string) : value;
  });
  return [tag, ...values] as Input;
}

/** Converts nested options to those of `Engine.create`. */
export function optionsOf(json: Json = {}): Record<number, number> {
  const found: Record<number, number> = {};
  const visit = (part: Json, prefix: string): void => {
    for (const [key, value] of Object.entries(part)) {
      const name = prefix + key;
      const index = options.indexOf(name);
      if (index >= 0)
        found[index] = typeof value === 'string' ? enums.OnFatal!.indexOf(value) : Number(value);
      else visit(value as Json, `${name}.`);
    }
  };
  visit(json, '');
  return found;
}

/** The server's address, with the defaults of dialects.hpp. */
export function linksOf(json: Json = {}): LinkAddresses {
  return linkAddresses(
    servers.pusher!.map((name) => json[name] ?? defaultServer[name] ?? '') as never,
  );
}
