// docs/command.md shows what the command `oread` prints about itself. OREAD_UPDATE_DOCS=1 writes the page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { read, root } from './site.mjs';

const command = process.env.OREAD_COMMAND ?? join(root, 'build/demo/native/command/oread');
const help = (...args) =>
  execFileSync(command, [...args, '--help'], { encoding: 'utf8', env: { PATH: process.env.PATH } });

const subcommands = {
  serve: 'Run a development server: `oread serve`',
  listen: 'Print events: `oread listen`',
  publish: 'Publish an event: `oread publish`',
  doctor: 'Find out why no events arrive: `oread doctor`',
  'conform server': 'Grade a server: `oread conform server`',
  'conform client': 'Grade a client: `oread conform client`',
  replay: 'Replay a trace: `oread replay`',
  help: 'Read about a command: `oread help`',
  completion: 'Complete command lines in a shell: `oread completion`',
};

function page() {
  const block = (text) => `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
  const sections = Object.entries(subcommands).map(
    ([name, heading]) => `## ${heading}\n\n${block(help(...name.split(' ')))}`,
  );
  return `# The command \`oread\`

\`./dev build command\` builds it, and \`cmake --install build/command --component command\` installs it. This page shows what
\`oread --help\` and \`oread SUBCOMMAND --help\` print. [The doctor and traces](doctor.md) explains \`doctor\` and \`replay\`,
[Socket.IO](socket.io.md#natively) what \`listen\` does there, and [Laravel](laravel.md) how \`serve\` differs from Reverb.

An installation includes manual pages (\`man oread\`, \`man oread-listen\`) and completion for bash, zsh and fish. The command
prints both from the same description as this page; see [help](#read-about-a-command-oread-help) and
[completion](#complete-command-lines-in-a-shell-oread-completion).

${block(help())}
${sections.join('\n')}`;
}

test('docs/command.md is what the command prints', () => {
  const fresh = page();
  if (process.env.OREAD_UPDATE_DOCS) writeFileSync(join(root, 'docs/command.md'), fresh);
  assert.equal(read('docs/command.md'), fresh);
});
test('docs/command.md has every subcommand', () => {
  const [, list] = /Subcommands:\n((?: {2}\S.*\n)+)/.exec(help());
  assert.deepEqual(
    [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name),
    [...new Set(Object.keys(subcommands).map((name) => name.split(' ')[0]))],
  );
});
