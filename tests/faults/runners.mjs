// Runs groups of tests, each group with its own runner. Calls `told(test, why)` with undefined for a test that passed,
// otherwise with the reason. A test that matches nothing has failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { run as runNode } from 'node:test';
import { preset, root } from './registry.mjs';
import { glob } from './sources.mjs';

const nothing = 'no test matches';

export const runners = { gtest, node, vitest, check, fuzz };

function grouped(tests, keyOf) {
  const groups = new Map();
  for (const test of tests) {
    const key = keyOf(test);
    groups.set(key, [...(groups.get(key) ?? []), test]);
  }
  return groups;
}

// tools/common.sh builds what a script of tests/run needs; its output is for the person who waits.
const shell = (script, env = {}) =>
  spawnSync('bash', ['-c', `set -euo pipefail; . tools/common.sh; ${script}`], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
  }).status === 0;

const built = new Map();
const build = (script) => {
  if (!built.has(script)) built.set(script, shell(script));
  return built.get(script);
};

function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'oread-faults-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function gtest(tests, told) {
  for (const [name, ofPreset] of grouped(tests, preset)) {
    const targets = [...grouped(ofPreset, ({ program }) => program).keys()];
    // A program that does not compile must not fail the others.
    for (const target of targets) build(`preset ${name} ${target}`);
    const manifest = join(root, 'build', name, 'tests.manifest');
    const programs = existsSync(manifest)
      ? readFileSync(manifest, 'utf8')
          .split('\n')
          .map((line) => line.split(' ')[1] ?? '')
      : [];
    for (const [program, ofProgram] of grouped(ofPreset, (test) => test.program)) {
      const path = programs.find((known) => basename(known) === program);
      const usable = path && build(`preset ${name} ${program}`);
      const ran = usable && gtestReport(path, ofProgram);
      for (const test of ofProgram)
        told(
          test,
          usable ? (ran ? gtestVerdict(ran, test.filter) : 'the program died') : 'it was not built',
        );
    }
  }
}
function gtestReport(program, tests) {
  return withFolder((folder) => {
    const report = join(folder, 'report.json');
    const filter = tests.map((test) => test.filter).join(':');
    const options = [
      '--gtest_brief=1',
      `--gtest_filter=${filter}`,
      `--gtest_output=json:${report}`,
    ];
    spawnSync(program, options, { cwd: root, stdio: ['ignore', 2, 2] });
    if (!existsSync(report)) return undefined;
    return JSON.parse(readFileSync(report, 'utf8')).testsuites.flatMap((suite) =>
      suite.testsuite.map((test) => ({
        name: `${suite.name}.${test.name}`,
        failed: Boolean(test.failures?.length),
        ran: test.result === 'COMPLETED',
      })),
    );
  });
}
function gtestVerdict(ran, filter) {
  const pattern = glob(filter);
  return verdict(ran.filter(({ name }) => pattern.test(name)));
}
function verdict(matching) {
  if (!matching.some(({ ran }) => ran)) return nothing;
  const failed = matching.filter((test) => test.failed).map(({ name }) => name);
  return failed.length > 0 ? `failed: ${failed.join('; ')}` : undefined;
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const anyOf = (tests) => tests.map(({ name }) => escaped(name)).join('|');
const packageAndCommand = ['preset demo oread', 'tools/build js'];
const needs = {
  tidy: ['preset dev oread_engine oread_broker'],
  native: ['preset dev oread'],
  laravel: packageAndCommand,
  examples: packageAndCommand,
  browser: packageAndCommand,
  packaging: packageAndCommand,
};
const commandOf = (suite) =>
  join(root, 'build', suite === 'native' ? 'dev' : 'demo', 'native/command/oread');

async function node(tests, told) {
  for (const [suite, ofSuite] of grouped(tests, (test) => test.suite)) {
    const ready = (needs[suite] ?? []).every(build);
    process.env.OREAD_COMMAND = commandOf(suite);
    for (const [file, ofFile] of grouped(ofSuite, (test) => test.file)) {
      const ran = ready ? await nodeReport(file, ofFile) : [];
      for (const test of ofFile)
        told(
          test,
          ready ? verdict(ran.filter(({ name }) => name.includes(test.name))) : 'it was not built',
        );
    }
  }
}
async function nodeReport(file, tests) {
  const ran = [];
  const options = { files: [join(root, file)], testNamePatterns: [new RegExp(anyOf(tests))] };
  const note = (failed) => (event) => {
    ran.push({ name: event.name, failed, ran: event.skip === undefined });
    if (failed) console.error(event.details?.error?.cause ?? event.details?.error);
  };
  const events = runNode(options).on('test:pass', note(false)).on('test:fail', note(true));
  for await (const event of events)
    if (event.type === 'test:stderr') process.stderr.write(event.data.message);
  return ran;
}

function vitest(tests, told) {
  const configOf = ({ suite, file }) =>
    file.startsWith('../examples/testing/')
      ? '--root ../examples/testing'
      : `--config ${suite === 'js' ? 'vitest.config.ts' : `vitest.${suite}.config.ts`}`;
  for (const [config, ofConfig] of grouped(tests, configOf)) {
    const [{ suite }] = ofConfig;
    const ready = (needs[suite] ?? ['tools/build js']).every(build);
    const ran = ready ? vitestReport(suite, config, ofConfig) : [];
    for (const test of ofConfig) {
      const own = ran.filter(
        ({ file, name }) => file === join('js', test.file) && name.includes(test.name),
      );
      told(test, ready ? verdict(own) : 'it was not built');
    }
  }
}
function vitestReport(suite, config, tests) {
  return withFolder((folder) => {
    const report = join(folder, 'report.json');
    const files = [...grouped(tests, ({ file }) => basename(file)).keys()];
    const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    spawnSync(
      join(root, 'node_modules/.bin/vitest'),
      ['run', ...config.split(' '), ...options, '-t', anyOf(tests), ...files],
      {
        cwd: join(root, 'js'),
        env: { ...process.env, OREAD_COMMAND: commandOf(suite) },
        stdio: ['ignore', 2, 2],
      },
    );
    if (!existsSync(report)) return [];
    return JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap((file) =>
      file.assertionResults.map(({ fullName, status }) => ({
        file: relative(root, file.name),
        name: fullName,
        failed: status === 'failed',
        ran: status === 'passed' || status === 'failed',
      })),
    );
  });
}

// A suite's script runs only the checks named in OREAD_CHECKS, and no other tests.
function check(tests, told) {
  for (const [suite, ofSuite] of grouped(tests, (test) => test.suite))
    withFolder((folder) => {
      const checks = ofSuite.map((test) => test.check);
      shell(`tests/run/${suite}`, { OREAD_RESULTS: folder, OREAD_CHECKS: checks.join('\n') });
      for (const test of ofSuite) {
        const counts = join(folder, `${test.check}.counts`);
        const failed = !existsSync(counts) || !/^1 0 0$/m.test(readFileSync(counts, 'utf8'));
        told(test, failed ? (existsSync(counts) ? 'failed' : nothing) : undefined);
      }
    });
}

function fuzz(tests, told) {
  for (const test of tests) {
    const ran = shell(`OREAD_RESULTS= tools/fuzz --seconds 5 ${test.target}`);
    told(test, ran ? undefined : 'found something, or did not run');
  }
}
