// ./dev release: what it refuses, and that its parts give the same bytes twice. The suite packaging-all packs a whole release.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { read, root } from './tree.mjs';

const folder = mkdtempSync(join(tmpdir(), 'oread-release-'));
after(() => rmSync(folder, { recursive: true }));

// A repository with the files that the checks read.
const repository = join(folder, 'repository');
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd: repository,
    stdio: 'pipe',
    encoding: 'utf8',
  });
const write = (path, text) => writeFileSync(join(repository, path), text);
function commit(version, changelog) {
  write('CMakeLists.txt', `project(oread VERSION ${version} DESCRIPTION "x")\n`);
  write('js/package.json', JSON.stringify({ version }));
  write('package-lock.json', JSON.stringify({ packages: { js: { version } } }));
  write('CHANGELOG.md', changelog);
  git('add', '-A');
  git('commit', '-qm', 'x');
}
mkdirSync(join(repository, 'js'), { recursive: true });
mkdirSync(join(repository, 'tools'));
for (const tool of ['release', 'common.sh'])
  copyFileSync(join(root, 'tools', tool), join(repository, 'tools', tool));
git('init', '-q');
commit('3.1.0', '# Changelog\n\n## 3.1.0 - 2026-01-01\n\n- New.\n');
git('tag', 'v3.1.0');
commit('3.1.0', '# Changelog\n\n## Unreleased\n\n- More.\n');
git('tag', 'v3.2.0');
commit('3.2.0', '# Changelog\n\n## Unreleased\n');

function release(...args) {
  const env = { ...process.env, CI: '' };
  return spawnSync('tools/release', [...args, '--check'], {
    cwd: repository,
    encoding: 'utf8',
    env,
  });
}

test('a tag that matches its files can be released, also when HEAD is elsewhere', () => {
  const { status, stderr } = release('v3.1.0');
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^v3\.1\.0 can be released: commit [0-9a-f]{40}$/m);
});
test('every file that contradicts the tag is named', () => {
  const { status, stderr } = release('v3.2.0');
  assert.equal(status, 1);
  for (const file of ['CMakeLists.txt', 'js/package.json', 'package-lock.json'])
    assert.ok(stderr.includes(`  ${file} has version '3.1.0'\n`), stderr);
  assert.match(stderr, /CHANGELOG\.md has no section '## 3\.2\.0'/);
});
test('without a tag it says how to make one', () => {
  const { status, stderr } = release();
  assert.equal(status, 1);
  assert.match(stderr, /HEAD has no tag; .*git tag -a/);
});
test('a tag that does not exist, or does not name a release, is refused', () => {
  assert.match(release('v9.9.9').stderr, /there is no tag v9\.9\.9; create it .* or fetch it/);
  const { status, stderr } = release('latest');
  assert.equal(status, 2);
  assert.match(stderr, /'latest' is not a tag of a release/);
});
test('a working tree with changes is refused, and they are listed', () => {
  write('new.txt', '');
  const { status, stderr } = release('v3.1.0');
  rmSync(join(repository, 'new.txt'));
  assert.equal(status, 1);
  assert.match(stderr, /the working tree has changes.*git stash -u\):\n\?\? new\.txt/s);
});

/** Packs the same two files, written at another time and with another umask. */
function deb(name, time, mode) {
  const stage = join(folder, name, 'stage');
  const files = [
    ['usr/bin/oread', '/usr/bin/true'],
    ['usr/share/man/man1/oread.1', join(root, 'LICENSE')],
    ['usr/share/doc/oread/LICENSE', join(root, 'LICENSE')],
  ];
  for (const [path, source] of files) {
    mkdirSync(join(stage, path, '..'), { recursive: true });
    copyFileSync(source, join(stage, path));
    chmodSync(join(stage, path), path.includes('bin/') ? mode | 0o111 : mode);
    utimesSync(join(stage, path), time, time);
  }
  execFileSync('tools/release-deb', [stage, '3.1.0', join(folder, name)], {
    cwd: root,
    stdio: 'pipe',
    env: {
      ...process.env,
      SOURCE_DATE_EPOCH: '1700000000',
      DEBFULLNAME: 'A',
      DEBEMAIL: 'a@example.com',
    },
  });
  const [file] = readdirSync(join(folder, name)).filter((entry) => entry.endsWith('.deb'));
  return join(folder, name, file);
}
test('the Debian package has the same bytes whenever and wherever it is packed', () => {
  const [one, other] = [deb('one', 1, 0o644), deb('other', 1e9, 0o600)];
  assert.ok(readFileSync(one).equals(readFileSync(other)));
  const field = (name) => execFileSync('dpkg-deb', ['-f', one, name], { encoding: 'utf8' }).trim();
  assert.equal(field('Package'), 'oread');
  assert.equal(field('Version'), '3.1.0');
  assert.match(field('Depends'), /^libc6 \(>= /);
  const list = execFileSync('dpkg-deb', ['-c', one], { encoding: 'utf8' });
  assert.match(list, /^-rwxr-xr-x root\/root .* \.\/usr\/bin\/oread$/m);
  assert.match(list, /^-rw-r--r-- root\/root .* \.\/usr\/share\/man\/man1\/oread\.1\.gz$/m);
  assert.match(list, / \.\/usr\/share\/doc\/oread\/copyright$/m);
});

test('the bill of materials names what the notices name, and is the same twice', () => {
  const artifact = join(folder, 'oread-3.1.0.tgz');
  writeFileSync(artifact, 'x');
  const sbom = () =>
    execFileSync(
      'node',
      ['js/tools/sbom.mjs', '--version', '3.1.0', '--epoch', '1700000000', '--artifact', artifact],
      { cwd: root, encoding: 'utf8' },
    );
  const text = sbom();
  assert.equal(sbom(), text);
  const { components, dependencies, metadata } = JSON.parse(text);
  assert.equal(metadata.timestamp, '2023-11-14T22:13:20.000Z');
  assert.equal(
    components.find(({ type }) => type === 'file').hashes[0].content,
    '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
  );
  assert.ok(
    dependencies.find(({ ref }) => ref === 'oread-3.1.0.tgz').dependsOn.includes('@noble/ciphers'),
  );
  // The tables of THIRD_PARTY_NOTICES.md about what is shipped: the first words of each row.
  const shipped = read('THIRD_PARTY_NOTICES.md').split('## Only to build')[0];
  const rows = [...shipped.matchAll(/^\| (?!Part|-)([^|]+?) \|/gm)].map(([, part]) =>
    part.replaceAll('`', ''),
  );
  const names = components.filter(({ type }) => type === 'library').map(({ name }) => name);
  assert.ok(rows.length > 8);
  for (const row of rows)
    assert.ok(
      names.some((name) => row.startsWith(name)),
      `${row} is not in the bill`,
    );
  for (const name of names)
    assert.ok(
      rows.some((row) => row.startsWith(name)),
      `${name} is not in the notices`,
    );
});
