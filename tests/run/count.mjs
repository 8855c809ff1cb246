// Adds up the reports in a directory and prints `passed failed skipped`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const readers = {
  // GoogleTest's JSON: every test is listed in its suite with a status and a list of failures.
  '.gtest.json': (text) => {
    const sum = [0, 0, 0];
    for (const suite of JSON.parse(text).testsuites ?? [])
      for (const test of suite.testsuite ?? [])
        sum[test.failures?.length ? 1 : test.result === 'COMPLETED' ? 0 : 2] += 1;
    return sum;
  },
  '.vitest.json': (text) => {
    const report = JSON.parse(text);
    // A file that cannot be loaded has no tests, but has failed.
    const broken = report.testResults.filter(
      (file) =>
        file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
    ).length;
    const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
    return [report.numPassedTests, report.numFailedTests + broken, skipped];
  },
  '.tap': (text) => {
    const count = (word) => Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return [count('pass'), count('fail') + count('cancelled'), count('skipped') + count('todo')];
  },
  '.counts': (text) => text.trim().split(/\s+/).map(Number),
};

const directory = process.argv[2];
const total = [0, 0, 0];
for (const name of readdirSync(directory)) {
  const kind = Object.keys(readers).find((ending) => name.endsWith(ending));
  if (!kind) continue;
  readers[kind](readFileSync(join(directory, name), 'utf8')).forEach((n, i) => (total[i] += n));
}
console.log(total.join(' '));
