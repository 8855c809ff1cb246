// ./dev release packs HEAD, tagged in a clone, twice in two folders: the bytes are the same, and the packages install and run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'oread-release-'));
after(() => rmSync(folder, { recursive: true }));
const run = (program, args, options = {}) =>
  execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });

const { version } = JSON.parse(readFileSync(join(root, 'js/package.json'), 'utf8'));

/** A clone of HEAD with a changelog of the version and the tag; the commit is the same in each. */
function release(name) {
  const clone = join(folder, name);
  const git = (...args) =>
    run('git', ['-c', 'safe.directory=*', ...args], {
      cwd: clone,
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'A',
        GIT_AUTHOR_EMAIL: 'a@example.com',
        GIT_AUTHOR_DATE: '1700000000 +0000',
        GIT_COMMITTER_NAME: 'A',
        GIT_COMMITTER_EMAIL: 'a@example.com',
        GIT_COMMITTER_DATE: '1700000000 +0000',
      },
    });
  run('git', ['-c', 'safe.directory=*', 'clone', '-q', '--shared', root, clone]);
  const changelog = join(clone, 'CHANGELOG.md');
  const text = readFileSync(changelog, 'utf8');
  writeFileSync(changelog, text.replace('## Unreleased', `## ${version}`));
  git('commit', '-aqm', `Release ${version}`);
  git('tag', `v${version}`);
  run('./dev', ['release', `v${version}`, '--out', join(folder, `out-${name}`)], { cwd: clone });
  return join(folder, `out-${name}`);
}

const out = release('first');
test('the files are complete, and their checksums are right', () => {
  const files = readdirSync(out);
  assert.equal(files.length, 5);
  for (const file of [
    `oread-${version}.tgz`,
    `oread-${version}.cdx.json`,
    'RELEASE_NOTES.md',
    'SHA256SUMS',
  ])
    assert.ok(files.includes(file), file);
  run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out });
});
test('the same tag gives the same bytes in another folder', () => {
  const again = release('second-in-a-longer-path');
  for (const file of readdirSync(out))
    assert.ok(
      readFileSync(join(out, file)).equals(readFileSync(join(again, file))),
      `${file} differs`,
    );
});
test('the command of the Debian package runs', () => {
  const deb = readdirSync(out).find((file) => file.endsWith('.deb'));
  const place = join(folder, 'deb');
  run('dpkg-deb', ['-x', join(out, deb), place]);
  assert.equal(run(join(place, 'usr/bin/oread'), ['--version']), `oread ${version}\n`);
});
test('the npm package installs and is imported', () => {
  const app = join(folder, 'app');
  mkdirSync(app);
  run('npm', ['install', '--no-save', '--prefix', app, join(out, `oread-${version}.tgz`)]);
  const script = "import('oread').then(({ default: Echo }) => console.log(typeof Echo))";
  assert.equal(run('node', ['-e', script], { cwd: app }), 'function\n');
});
