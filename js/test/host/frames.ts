// Valid and malformed frames: any key order, white space, escapes, duplicates, unknown members.

/** Reproducible small random numbers. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Draw = (below: number) => number;

const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)]!;

const events = [
  ...['Moved', 'order.paid', 'e', 'f', 'g', 'client-typing', 'App\\Events\\Moved'],
  ...['e","data":"1', '"data":"'],
  ...['\ufeffe', '\ud800e', 'e\udfff'],
];

const payloads = [
  '{}',
  '{"a":1}',
  '[1,2,"x"]',
  'plain words',
  '',
  'null',
  '"text"',
  '{"channel":"orders","event":"e","data":"{}"}',
  '","channel":"orders","x":"',
  '\\',
  '"',
  'ünï 🙂 \u2028',
  '{"deep":{"data":"\\"data\\":\\"","list":[[],{}]}}',
  '{"broken":',
  ...['\ufeff{}', '\ufeffwords', '\ufeff'],
  ...['\ud800', '{"a":"\udc00\ud800"}', '🙂\ud83d', '"\\ud800"', '\uffff\ufffd\u0000'],
];

/** The JSON of a string, sometimes with needless escapes. */
function quoted(draw: Draw, text: string): string {
  let json = JSON.stringify(text);
  // Sockets other than the browser's may deliver invalid Unicode.
  if (!draw(6))
    json = json.replace(/\\u(d[89a-f]..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  if (draw(8)) return json;
  return json.replace(/[a-z/](?=[a-z])/, (char) =>
    draw(2) ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char,
  );
}

function frame(draw: Draw, channels: readonly string[]): string {
  const event = quoted(draw, pick(draw, events));
  const channel = quoted(draw, pick(draw, [...channels, ...channels, 'nobody']));
  const payload = pick(draw, payloads);
  const data = draw(12)
    ? quoted(draw, payload)
    : pick(draw, ['{}', '7', 'null', '[{"data":"x"}]', '"']);
  let members = [`"event":${event}`, `"data":${data}`, `"channel":${channel}`];
  // Mostly the orders of Reverb and of hosted Pusher.
  const order = draw(12);
  if (order > 6) members = [members[0]!, members[2]!, members[1]!];
  else if (order === 6) members = [members[2]!, members[0]!, members[1]!];
  else if (order === 5) members = [members[1]!, members[0]!, members[2]!];
  const odd = draw(30);
  const stray = [
    '"user_id":"7"',
    `"channel":${quoted(draw, pick(draw, channels))}`,
    `"event":${quoted(draw, pick(draw, events))}`,
    `"data":${quoted(draw, pick(draw, payloads))}`,
    '"name":{"data":"x","channel":"orders"}',
    '"\\u0063hannel":"orders"',
    '"x":1',
  ];
  if (odd < 7) members.splice(draw(4), 0, stray[odd]!);
  else if (odd === 7) members.splice(draw(3), 1);
  else if (odd === 8) members.splice(draw(4), 0, pick(draw, stray), pick(draw, stray));
  if (draw(10) === 0) {
    const space = pick(draw, [' ', '\n', '\t', '  ']);
    return `{${space}${members.join(`${pick(draw, ['', space])},${space}`)}${space}}`;
  }
  const text = `{${members.join(',')}}`;
  // Sometimes invalid JSON.
  return draw(60) ? text : text.slice(draw(10), text.length - draw(10));
}

export function* frames(draw: Draw, channels: readonly string[], count: number): Generator<string> {
  for (let i = 0; i < count; ++i) yield frame(draw, channels);
}
