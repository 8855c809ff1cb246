// docs/deviations.md lists what tests/conformance/testees/products.json predicts, which the suite conform reproduces.
// OREAD_UPDATE_DOCS=1 writes the page.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { read, root } from './site.mjs';

const { products } = JSON.parse(read('tests/conformance/testees/products.json'));
const own = JSON.parse(read('tests/conformance/testees/oread-serve.json'));
const titles = Object.fromEntries(
  readdirSync(join(root, 'tests/conformance'))
    .filter((name) => /^S[A-Z]\.json$/.test(name))
    .flatMap((name) => JSON.parse(read(`tests/conformance/${name}`)).cases)
    .map(({ id, title }) => [id, title]),
);

/** What the tests reproduce, and in italics what they do not. */
function cell(name, id) {
  const { predicted, known = {} } = products[name];
  return known[id] ? `*${[known[id]].flat().join(' or ')}*` : (predicted[id] ?? '');
}

function page() {
  const names = Object.keys(products);
  const ids = [
    ...new Set(
      names
        .map((name) => products[name])
        .flatMap(({ predicted, known = {} }) => [...Object.keys(predicted), ...Object.keys(known)]),
    ),
  ].sort();
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const deviating = ids.filter((id) =>
    names.some((name) => !['', 'PASS'].includes(cell(name, id))),
  );
  const table = [
    row(['Case', 'What it asks', ...names]),
    row(['---', '---', ...names.map(() => '---')]),
    ...deviating.map((id) =>
      row([id, titles[id.split('/')[0]], ...names.map((name) => cell(name, id))]),
    ),
  ];
  const choices = Object.entries(own.reasons).map(([id, reason]) => {
    const [base] = id.split('/');
    return row([id, titles[base], own.verdicts[id], reason]);
  });
  return `# Known deviations of servers

This page says what to expect from \`oread conform server\` on servers whose deviations are known. It helps you to decide whether a
verdict is news. For your own server, record its deviations in a baseline: see [conformance](conformance.md#in-your-servers-ci).

## Predicted verdicts

The verdicts follow from the servers' published source code. They were not found by a run against the products. In Oread's own
tests, a broker with the same faults gets exactly these verdicts, so the cases do notice them; it does not reproduce those in
italics. Versions change, and two verdicts belong to different ones. If a real server gets another verdict, read the wire log of
the report first, then open an issue.

${table.join('\n')}

An empty cell means that nothing is predicted. The verdict is the worst of all rows of a case, or that of the row that is named.

## What these verdicts mean for an app

- **Origins, timestamps and user channels** (\`SH-10\`, \`SA-03\`, \`SS-23\`): put the server behind a proxy that checks origins, keep
  the HTTP API on a private network, and do not send secrets to \`#server-to-user-…\` channels.
- **Client events** (\`SV-*\`): do not trust \`user_id\` in a whisper, and do not rely on public channels being read-only.
- **Refusals that name no channel** (\`SS-13\`): Oread reports the failure to the channel after a time-out.
- **Refusals that close the connection** (\`SS-14\`): a single refused channel takes all others with it. Subscribe only to what the
  user may see.
- **Cache channels** (\`SK-*\`): expect that a client event replaces the cached event.

## \`oread serve\`

The development server deviates here, by choice of the library that it stands on:

${[row(['Case', 'What it asks', 'Verdict', 'Why']), row(['---', '---', '---', '---']), ...choices].join('\n')}
`;
}

test('docs/deviations.md is what the tests reproduce', () => {
  const fresh = page();
  if (process.env.OREAD_UPDATE_DOCS) writeFileSync(join(root, 'docs/deviations.md'), fresh);
  assert.equal(read('docs/deviations.md'), fresh);
});
