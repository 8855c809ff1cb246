// Writes docs/checklist.md: the numbered lines of the drop-in checklist, taken from the titles of the tests that check them.
//   checklist.mjs [FILE]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const js = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['test/drop-in', 'test/browser', 'test/package'];

/** The lines that no test of these folders checks. */
const elsewhere = {
  14: 'the broadcaster for Socket.IO; tested in tests/socketio/echo_npm.test.mjs',
  110: 'the hooks; tested in js/test/hooks, js/test/react and js/test/vue',
  '111, 112': 'more about the hooks; tested in the same folders',
  '114–121': 'more about Socket.IO; tested as line 14',
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

const page = `# Checklist: what apps rely on in laravel-echo and pusher-js

Each numbered line is a behaviour of laravel-echo 2.5 and pusher-js 8 on which apps rely. The tests in \`js/test/drop-in\` have the same
numbers. They run one script with Oread, with the two packages, and with laravel-echo on Oread's \`Pusher\`, and compare what the app
sees. **Better** marks the lines where Oread differs on purpose; [Differences](differences.md) explains them.

\`./dev build docs\` generates this page from the titles of the tests.

| Line | Behaviour | Test |
|---|---|---|
${lines()
  .map(
    ({ numbers, better, title, file }) =>
      `| ${numbers} | ${better ? '**Better:** ' : ''}${title} | ${file.replace('test/', '')} |`,
  )
  .join('\n')}

Lines that are not in this table:

${Object.entries(elsewhere)
  .map(([numbers, where]) => `- ${numbers}: ${where}`)
  .join('\n')}
`;

writeFileSync(process.argv[2] ?? join(js, '../docs/checklist.md'), page);
