// docs/node.md, followed word by word in an empty folder: its program prints the event that its last command publishes.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fences, freePort, shell, start } from './server.mjs';
import { read, root } from './site.mjs';

test('docs/node.md leads to an event', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oread-node-'));
  const text = read('docs/node.md').replaceAll('8080', `${await freePort()}`);
  const [program] = fences(text, 'js');
  const [serve, listen, publish] = fences(text.split('## Try it without a back end')[1], 'sh');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'listen.mjs'), program);
  const server = await start(serve, folder);
  // The last line of the commands in place of the shell, so that it gets the signal.
  const listener = spawn('bash', ['-ec', listen.replace(/^node /m, 'exec node ')], {
    ...shell(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: listener.stdout })[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, 'listening');
    execFileSync('bash', ['-ec', publish], shell(folder));
    assert.equal((await lines.next()).value, "{ carrier: 'Snail Mail' }");
    listener.kill('SIGTERM');
    assert.deepEqual(await once(listener, 'exit'), [0, null]);
  } finally {
    listener.kill('SIGKILL');
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
