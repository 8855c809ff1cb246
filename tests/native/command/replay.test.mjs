// oread replay: reports no difference where there is none, and otherwise the first step that differs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from './oread.mjs';

const file = fileURLToPath(new URL('../../transcripts/auth-419-refresh.json', import.meta.url));
const trace = () => JSON.parse(readFileSync(file, 'utf8'));
const replay = (json, ...args) =>
  run(['replay', '-', ...args], { input: typeof json === 'string' ? json : JSON.stringify(json) });

test('a trace of this engine happens again, step by step', async () => {
  const { code, lines } = await run(['replay', file]);
  assert.equal(code, 0);
  assert.match(lines.at(-1), /the same in all \d+ steps/);
  assert.match(lines[0], /0 ms {2}\{"kind":"subscribe","channel":"private-a"\}/);
  assert.ok(lines.some((line) => line.includes('→ {"kind":"open-link"')));
});

test('where it does something else, both sides are shown', async () => {
  const json = trace();
  json.steps[2].effects[1].current = 'connected';
  const { code, lines } = await replay(json, '--quiet');
  assert.equal(code, 1);
  assert.match(lines[0], /step 3 is the first that differs/);
  assert.match(lines[1], /"kind":"connect"/);
  assert.ok(lines.some((line) => line.includes('"current":"connecting"')));
  assert.ok(lines.some((line) => line.includes('"current":"connected"')));
});

test('an effect too few and another deadline are differences as well', async () => {
  const fewer = trace();
  fewer.steps[2].effects.pop();
  const later = trace();
  later.steps[2].deadline += 1;
  for (const json of [fewer, later]) {
    const { code, lines } = await replay(json, '--json');
    assert.equal(code, 1);
    const { same, step, recorded, now } = JSON.parse(lines[0]);
    assert.deepEqual([same, step], [false, 3]);
    assert.notDeepEqual(recorded, now);
  }
});

test('the order of fields and the spelling of characters are none', async () => {
  const json = trace();
  const [effect] = json.steps[2].effects;
  json.steps[2].effects[0] = Object.fromEntries(Object.entries(effect).reverse());
  const { code } = await replay(JSON.stringify(json).replaceAll('open-link', '\\u006fpen-link'));
  assert.equal(code, 0);
});

test('a trace whose beginning is gone is shown, not compared', async () => {
  const { code, lines, complaints } = await replay({ ...trace(), dropped: 7 });
  assert.equal(code, 1);
  assert.ok(lines.length > 5);
  assert.match(complaints, /the first 7 steps are missing from this trace/);
});

const step = '{"at":0,"input":{"kind":"tick"}}';
for (const [what, text, words] of [
  ['no JSON', 'hello', /a transcript is a JSON object/],
  ['nothing', '', /a transcript is a JSON object/],
  ['another document', '{"a":1}', /needs "steps"/],
  ['steps that are none', '{"steps":"many"}', /needs "steps"/],
  ['a step that is not an object', '{"steps":[7]}', /step 0: a step needs "at"/],
  [
    'an input that nobody knows',
    '{"steps":[{"at":0,"input":{"kind":"dance"}}]}',
    /step 0: no input is called "dance"/,
  ],
  ['a field of another type', '{"steps":[{"at":"now","input":{"kind":"tick"}}]}', /needs "at"/],
  ['a time beyond all', '{"steps":[{"at":9223372036854775807,"input":{"kind":"tick"}}]}', /"at"/],
  ['a number that is negative as such', '{"steps":[{"at":18446744073709551615}]}', /"at"/],
  ['depth', `{"steps":[{"at":0,"effects":${'['.repeat(99_999)}`, /nested too deeply/],
  ['options out of range', `{"options":{"first":-5},"steps":[${step}]}`, /options: /],
  ['a server without a key', `{"pusher":{"host":"a"},"steps":[${step}]}`, /pusher: key is missing/],
  ['more than a trace holds', ' '.repeat(33 * 1024 * 1024), /larger than 32 MiB/],
])
  test(`${what} is refused with a sentence`, async () => {
    const { code, lines, complaints } = await replay(text);
    assert.equal(code, 2);
    assert.deepEqual(lines, []);
    assert.match(
      complaints,
      /^oread: standard input is not a trace: .*; pass the unmodified output of echo\.trace/,
    );
    assert.match(complaints, words);
  });

test('a file that is not there, or is a folder, is refused', async () => {
  for (const file of ['/no/such/file', '/']) {
    const { code, complaints } = await run(['replay', file]);
    assert.equal(code, 2);
    assert.ok(complaints.startsWith(`oread: cannot read ${file}: pass a file`));
  }
});
