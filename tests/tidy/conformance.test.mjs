// The conformance cases follow their published schema, and every rule and capability is used.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { files, read, root } from './tree.mjs';

// The version that js/package.json names; the one of the root is a tool's own.
const { default: Ajv } = createRequire(join(root, 'js/package.json'))('ajv');

const json = (path) => JSON.parse(read(path));
const schema = json('tests/conformance/schema.json');
const paths = files(/^tests\/conformance\/[^/]*\.json$/).filter((path) => !/schema/.test(path));
const all = paths.map((path) => [path, json(path)]);
const cases = all.flatMap(([, { cases = [] }]) => cases);

const valid = new Ajv({ allErrors: true }).compile(schema);
for (const [path, content] of all)
  test(`${path} follows the schema`, () => {
    assert.ok(valid(content), JSON.stringify(valid.errors, null, 2));
  });

test('the schema rejects what no case is', () => {
  const [first] = cases;
  const group = (...wrong) => ({ group: 'XX', title: 'x', cases: wrong });
  assert.ok(valid(group(first)));
  for (const wrong of [
    { ...first, id: 'x-1' },
    { ...first, severity: 'fatal' },
    { ...first, steps: [] },
    { ...first, rules: undefined },
    { ...first, colour: 'red' },
  ])
    assert.ok(!valid(JSON.parse(JSON.stringify(group(wrong)))), JSON.stringify(wrong));
});

test('every rule is tested by a case', () => {
  const used = new Set(cases.flatMap(({ rules }) => rules));
  const rules = Object.keys(json('tests/conformance/rules.json').rules);
  assert.deepEqual(
    rules.filter((id) => !used.has(id)),
    [],
  );
});

test('every capability is needed by a case', () => {
  const used = new Set(
    cases.flatMap(({ needs = [], table = [] }) => [
      ...needs,
      ...table.flatMap((row) => row.needs ?? []),
    ]),
  );
  const { capabilities } = json('tests/conformance/capabilities.json');
  assert.deepEqual(
    capabilities.map(({ name }) => name).filter((name) => !used.has(name)),
    [],
  );
});
