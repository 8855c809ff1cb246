// Writes docs/checklist.md: the numbered lines of the drop-in checklist, taken from the titles of the tests that check them.
//   checklist.mjs [FILE]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const js = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['test/drop-in', 'test/browser', 'test/package'];

/** The lines that no test of these folders checks. */
const elsewhere = {
  14: 'the Socket.IO broadcaster: see tests/socketio/echo_npm.test.mjs',
  110: 'the hooks: see test/hooks, test/react and test/vue',
  '111, 112': 'as 110',
  '114–121': 'Socket.IO, as 14',
};

/** Cells for `test.each` titles and Markdown. */
const cell = (title) =>
  title
    .replace(/%[sjdio]/g, '…')
    .replace(/\$\{[^}]*\}/g, '…')
    .replace(/\\(['"`])/g, '$1')
    .replaceAll('|', '\\|');

function lines() {
  const found = [];
  for (const folder of folders)
    for (const name of readdirSync(join(js, folder)).filter((one) => one.endsWith('.test.ts'))) {
      const text = readFileSync(join(js, folder, name), 'utf8');
      for (const [, , numbers, better, title] of text.matchAll(
        /(['"`])(\d+(?:, \d+)*)(, Better)?: ((?:\\.|(?!\1).)*)\1/gs,
      ))
        found.push({ numbers, better, title: cell(title), file: `${folder}/${name}` });
    }
  const first = ({ numbers }) => Number.parseInt(numbers, 10);
  return found.sort((a, b) => first(a) - first(b) || (a.file < b.file ? -1 : 1));
}

const page = `# The drop-in checklist

What an app that was written for laravel-echo 2.5 and pusher-js 8 relies on, as numbered lines. The tests of
\`js/test/drop-in\` refer to these numbers: they run one script with Oread, with the two packages, and with laravel-echo on
Oread's \`Pusher\`, and compare what the app sees. **Better** marks the lines where Oread differs on purpose;
[differences.md](differences.md) explains them.

This page is generated from the titles of the tests: \`./dev build docs\`.

| Line | What holds | Test |
|---|---|---|
${lines()
  .map(
    ({ numbers, better, title, file }) =>
      `| ${numbers} | ${better ? '**Better:** ' : ''}${title} | ${file.replace('test/', '')} |`,
  )
  .join('\n')}

Not in this table:

${Object.entries(elsewhere)
  .map(([numbers, where]) => `- ${numbers}: ${where}`)
  .join('\n')}
`;

writeFileSync(process.argv[2] ?? join(js, '../docs/checklist.md'), page);
