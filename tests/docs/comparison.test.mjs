// The figures on the home page, also those of its animation, are those that ./dev compare and ./dev size print.
// OREAD_UPDATE_DOCS=1 writes the animation.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { outageFilm } from '../../js/bench/compare/film.mjs';
import { read, root } from './site.mjs';

const seconds = (value) => `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
const milliseconds = (value) => `${Math.round(value / 100) / 10} s`;
const share = (value) => `${Math.round(value * 100)} %`;

/** The table's rows in order: the row of ./dev compare, and how the page writes its figures. */
const shown = [
  ['connection/away-3s', milliseconds],
  ['connection/lockstep', share],
  ['connection/half-open', seconds],
  ['connection/unreachable', seconds],
  ['connection/drop-unseen', milliseconds],
  ['auth/fails-once', (value) => `${value} of 1`],
  ['auth/concurrent-requests', String],
  ['presence/changes-over-a-drop', String],
  ['help/wrong-event-name', String],
];

const [, table] = /^\|---\|---\|---\|\n((?:\|.*\n)+)/m.exec(read('docs/index.md'));
const cells = table.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
const run = (script, ...args) =>
  JSON.parse(
    execFileSync(process.execPath, [script, '--json', ...args], { cwd: root, encoding: 'utf8' }),
  );

let rows;
before(() => (rows = run('js/bench/compare.mjs')));

for (const [index, [name, format]] of shown.entries())
  test(`the home page states ${name} as measured`, () => {
    const { peer, ours } = rows.find((row) => row.name === name);
    assert.deepEqual(cells[index].slice(2, 4), [format(peer), format(ours)]);
  });

test('the animation of the home page shows the measured outage', () => {
  const { peer, ours } = rows.find(({ name }) => name === 'connection/away-3s');
  const film = outageFilm({ peer, ours });
  const alt = `pusher-js is back ${milliseconds(peer)} after the server, Oread ${milliseconds(ours)}`;
  assert.ok(read('docs/index.md').includes(alt), alt);
  if (process.env.OREAD_UPDATE_DOCS) writeFileSync(join(root, 'docs/outage.svg'), film);
  assert.equal(read('docs/outage.svg'), film);
});

test('the home page states the size within 2 KB', () => {
  const [, , peer, ours] = cells[shown.length];
  let measured;
  try {
    measured = run('js/tools/size.mjs', '--quick');
  } catch ({ stdout }) {
    // It fails if a goal is missed, which is not a matter of this page.
    measured = JSON.parse(stdout);
  }
  const size = measured.find(({ name }) => name === 'oread');
  for (const [said, bytes] of [
    [peer, size.peer],
    [ours, size.ours],
  ])
    assert.ok(Math.abs(parseInt(said, 10) * 1000 - bytes) < 2000, `${said}, measured ${bytes} B`);
});
