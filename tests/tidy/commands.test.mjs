// ./dev distinguishes usage errors from failures and says what to do; counting adds up every kind of report.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './tree.mjs';

const dev = (...args) => spawnSync('./dev', args, { cwd: root, encoding: 'utf8' });

test('./dev help names every command and suite', () => {
  const { status, stdout } = dev('help');
  assert.equal(status, 0);
  for (const word of ['demo', 'test', 'build', 'lint', 'fuzz', 'size', 'bench', 'setup', 'tidy'])
    assert.match(stdout, new RegExp(`\\b${word}\\b`));
});

const misuse = [
  ['fly'],
  ['test', 'no-such-suite'],
  ['build', 'rocket'],
  ['lint', '--hard'],
  ['fuzz', '--seconds', 'soon'],
  ['fuzz', '0'],
  ['fuzz', '--forever'],
  ['fuzz', '1', 'no-such-target'],
  ['size', '--small'],
  ['compare', '--fairly'],
  ['bench'],
  ['bench', 'mark'],
  ['bench', 'deliver', '--faster'],
  ['bench', 'native', '--faster'],
  ['bench', 'outage', '--faster'],
  ['setup', 'everything'],
  ['demo', '--port', 'http'],
  ['demo', '--quietly'],
  ['docs', '--port', 'http'],
  ['docs', '--quietly'],
];
for (const args of misuse)
  test(`./dev ${args.join(' ')} is refused with a hint`, () => {
    const { status, stderr, stdout } = dev(...args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^./dev.*(${args.at(-1)}|whole|which|minute)`));
  });

test('reports of every kind are added up', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oread-count-'));
  const gtest = (result, ...failures) => ({ result, failures });
  const reports = {
    'a.gtest.json': JSON.stringify({
      testsuites: [
        { testsuite: [gtest('COMPLETED'), gtest('COMPLETED', 'x'), gtest('SKIPPED')] },
        { testsuite: [gtest('COMPLETED'), gtest('SUPPRESSED')] },
      ],
    }),
    'b.vitest.json': JSON.stringify({
      numPassedTests: 10,
      numFailedTests: 1,
      numPendingTests: 2,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
      ],
    }),
    'c.tap':
      'TAP version 13\n# tests 9\n# pass 5\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n',
    'd.counts': '100 200 300\n',
    'e.log': '9 9 9',
  };
  try {
    for (const [name, text] of Object.entries(reports)) writeFileSync(join(folder, name), text);
    const sum = execFileSync('node', ['tests/run/count.mjs', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(sum, `${2 + 10 + 5 + 100} ${1 + 2 + 2 + 200} ${2 + 2 + 2 + 300}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the list of what failed names each test of every kind of report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oread-failures-'));
  const gtest = (name, failures) => ({ name, failures });
  const reports = {
    'a.gtest.json': JSON.stringify({
      testsuites: [
        { name: 'Suite', testsuite: [gtest('Good'), gtest('Bad', [{ failure: 'one\n\ntwo' }])] },
      ],
    }),
    'b.vitest.json': JSON.stringify({
      testResults: [
        { name: 'broken.ts', status: 'failed', message: 'cannot load', assertionResults: [] },
        {
          name: 'c.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'fine' },
            { status: 'failed', fullName: 'wrong', failureMessages: ['expected 1'] },
          ],
        },
      ],
    }),
    'c.tap': 'ok 1 - fine\nnot ok 2 - sad\n  ---\n  error: x\n  ...\nok 3 - later\n',
    'd.counts': '0 1 0\n',
    'e.counts': '1 0 0\n',
  };
  try {
    for (const [name, text] of Object.entries(reports)) writeFileSync(join(folder, name), text);
    const said = execFileSync('node', ['tests/run/failures.mjs', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.deepEqual(
      said
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
      [
        'FAILED a: Suite.Bad',
        'one',
        'two',
        'FAILED b: broken.ts',
        'cannot load',
        'FAILED b: wrong',
        'expected 1',
        'FAILED c: sad',
        '---',
        'error: x',
        'FAILED d: d',
      ],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
