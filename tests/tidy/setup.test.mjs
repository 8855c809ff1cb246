// ./dev setup waits for another apt. apt-get, dpkg-query and sleep are stubs that record how they were called.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './tree.mjs';

/**
 * Runs the function of tools/setup that installs packages, with an apt-get that fails `refusals` times with this
 * message.
 */
function install(refusals, words) {
  const folder = mkdtempSync(join(tmpdir(), 'oread-setup-'));
  const log = join(folder, 'log');
  const stub = (name, script) => {
    writeFileSync(join(folder, name), `#!/bin/bash\necho "${name} $*" >>${log}\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  stub('sleep', '');
  stub('sudo', 'exec "$@"');
  stub(
    'apt-get',
    `[ "$(grep -c '^apt-get' ${log})" -gt ${refusals} ] || { echo '${words}' >&2; exit 100; }`,
  );
  try {
    // Only the functions, not the commands at the end of the script.
    const functions = readFileSync(join(root, 'tools/setup'), 'utf8').split('\nwhat=')[0];
    const script = functions.replace(/^cd .*$/m, '');
    const { status, stderr } = spawnSync('bash', ['-c', `${script}\napt_install some-package`], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    });
    const calls = readFileSync(log, 'utf8').split('\n').filter(Boolean);
    return { status, stderr, calls: calls.filter((call) => !call.startsWith('sudo')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const update = 'apt-get -o DPkg::Lock::Timeout=600 -q update';
const installs =
  'apt-get -o DPkg::Lock::Timeout=600 -q install -y --no-install-recommends some-package';

test('an apt that holds no lock is not waited for', () => {
  const { status, calls } = install(0, '');
  assert.equal(status, 0);
  assert.deepEqual(calls, [update, installs]);
});
test('the lock of the package lists is waited for, and said', () => {
  const held = 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)';
  const { status, stderr, calls } = install(2, held);
  assert.equal(status, 0);
  assert.deepEqual(calls, [update, 'sleep 5', update, 'sleep 5', update, installs]);
  assert.match(stderr, /another apt is running/);
});
test('another failure is told at once', () => {
  const { status, stderr, calls } = install(1, 'E: Failed to fetch');
  assert.equal(status, 1);
  assert.deepEqual(calls, [update]);
  assert.match(stderr, /Failed to fetch/);
});
