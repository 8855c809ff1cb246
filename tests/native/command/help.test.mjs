// oread help and oread completion: the manual pages are well formed, and bash, zsh and fish complete with the scripts.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { command, run } from './oread.mjs';

// The scripts call `oread`, as the shells find it.
const folder = mkdtempSync(join(tmpdir(), 'oread-help-'));
const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder };
before(() => symlinkSync(command, join(folder, 'oread')));
after(() => rmSync(folder, { recursive: true }));

test('oread help prints what --help prints, at any depth', async () => {
  for (const topic of [['listen'], ['conform', 'server'], ['help']])
    assert.deepEqual(await run(['help', ...topic]), await run([...topic, '--help']));
  const { code, complaints } = await run(['help', 'conform', 'lisen']);
  assert.equal(code, 2);
  assert.match(complaints, /no command "lisen"; the commands are: server, client/);
});

test('every manual page is well formed, and lists every option that --help lists', async () => {
  assert.equal((await run(['help', '--man-pages', folder])).code, 0);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.1'));
  assert.ok(pages.includes('oread.1') && pages.includes('oread-conform-server.1'));
  for (const page of pages) {
    const text = readFileSync(join(folder, page), 'utf8');
    const groff = spawnSync('groff', ['-k', '-man', '-Tutf8', '-ww', '-P-cbou'], {
      input: text,
      encoding: 'utf8',
    });
    assert.equal(groff.stderr, '', page);
    const topic = page.replace('.1', '').split('-').slice(1);
    const { lines } = await run([...topic, '--help']);
    const options = lines.join('\n').match(/^ {2}(?:-\w,)?--[\w.-]+/gm) ?? [];
    assert.ok(options.length > 0, page);
    for (const option of options)
      assert.ok(groff.stdout.includes(option.trim()), `${page} lacks ${option}`);
    const printed = await run(['help', '--man', ...topic]);
    assert.equal(`${printed.lines.join('\n')}\n`, text);
  }
});

test('a folder that cannot be written is a failure that names the file', async () => {
  const { code, complaints } = await run(['help', '--man-pages', join(folder, 'none')]);
  assert.equal(code, 1);
  assert.match(complaints, /cannot write .*none\/oread\.1: create the folder first/);
});

async function script(shell) {
  const { code, lines } = await run(['completion', shell]);
  assert.equal(code, 0);
  const path = join(folder, `script.${shell}`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
const lines = (program, args) =>
  execFileSync(program, args, { env, encoding: 'utf8' }).split('\n').filter(Boolean);

// What is typed, and what the shell offers.
const cases = [
  [['oread', 'lis'], ['listen']],
  [['oread', 'conform', 's'], ['server']],
  [['oread', 'listen', '--chan'], ['--channel']],
  [
    ['oread', 'completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
];
test('bash completes commands, options and values', async () => {
  const path = await script('bash');
  for (const [typed, offered] of cases) {
    const code = `source ${path}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _oread; printf '%s\\n' "\${COMPREPLY[@]}"`;
    assert.deepEqual(lines('bash', ['-c', code, 'x', ...typed]), offered);
  }
});
test('zsh completes commands, options and values, and files where anything may stand', async () => {
  const path = await script('zsh');
  // What the completion system would show.
  const shown = `compdef() { :; }; _files() { print files; }; _describe() { print -l -- "\${(@)\${(P)2}%%:*}"; }`;
  const code = `${shown}; source ${path}; words=("$@"); CURRENT=$#; _oread`;
  for (const [typed, offered] of [...cases, [['oread', 'serve', '--cert', ''], ['files']]])
    assert.deepEqual(lines('zsh', ['-fc', code, 'x', ...typed]), offered);
});
test('fish completes commands, options and values', async () => {
  const path = await script('fish');
  for (const [typed, offered] of cases) {
    const code = `source ${path}; complete -C "${typed.join(' ')}"`;
    const found = lines('fish', ['--no-config', '-c', code]).map((line) => line.split('\t')[0]);
    // fish sorts them, and offers files, too.
    for (const word of offered) assert.ok(found.includes(word), `${typed}: ${found}`);
  }
});
