// docs/plain.md, followed word by word in an empty folder: its page shows the event that its last command publishes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fences, freePort, launch, shell, start } from './server.mjs';
import { read, root } from './site.mjs';

test('docs/plain.md leads to an event', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oread-plain-'));
  // The page's port may be in use on this machine.
  const text = read('docs/plain.md').replaceAll('8080', `${await freePort()}`);
  const [page] = fences(text, 'html');
  const [copy, serve, publish] = fences(text, 'sh');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'js'), join(folder, 'node_modules/oread'));
  execFileSync('bash', ['-ec', copy], shell(folder));
  writeFileSync(join(folder, 'public/index.html'), page);
  const server = await start(serve, folder);
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.goto(/http:\/\/localhost:\d+\//.exec(text)[0]);
    await tab.evaluate("new Promise((done) => echo.channel('news').subscribed(done))");
    execFileSync('bash', ['-ec', publish], shell(folder));
    await tab.waitForSelector('#news li');
    assert.equal(await tab.textContent('#news'), 'It works');
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
