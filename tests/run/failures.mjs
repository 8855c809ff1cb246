// Prints what failed in a directory of reports: a line per test with its name, then what it said, cut to a few lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LINES = 12;

const readers = {
  '.gtest.json': (text) =>
    (JSON.parse(text).testsuites ?? []).flatMap((suite) =>
      (suite.testsuite ?? [])
        .filter((test) => test.failures?.length)
        .map((test) => [`${suite.name}.${test.name}`, test.failures[0].failure]),
    ),
  '.vitest.json': (text) =>
    JSON.parse(text).testResults.flatMap((file) => {
      const failed = file.assertionResults.filter((test) => test.status === 'failed');
      if (file.status === 'failed' && !failed.length) return [[file.name, file.message]];
      return failed.map((test) => [test.fullName, test.failureMessages?.[0]]);
    }),
  '.tap': (text) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) => {
      const name = /^\s*not ok \d+ - (.*)/.exec(line)?.[1];
      if (!name) return [];
      const rest = lines.slice(at + 1);
      const end = rest.findIndex((next) => /^\s*\.\.\.$/.test(next));
      return [[name, rest.slice(0, end < 0 ? LINES : end).join('\n')]];
    });
  },
  // A check says why in the log; here stands which one.
  '.counts': (text, name) =>
    Number(text.trim().split(/\s+/)[1]) ? [[name.replace(/\.counts$/, ''), '']] : [],
};

const directory = process.argv[2];
for (const name of readdirSync(directory).sort()) {
  const kind = Object.keys(readers).find((ending) => name.endsWith(ending));
  if (!kind) continue;
  for (const [test, said] of readers[kind](readFileSync(join(directory, name), 'utf8'), name)) {
    console.log(`FAILED ${name.slice(0, -kind.length)}: ${test}`);
    const lines = (said ?? '').split('\n').filter((line) => line.trim());
    for (const line of lines.slice(0, LINES)) console.log(`       ${line}`);
  }
}
