// The packed package in React Native: bundled by Metro with package exports on and off, compiled for Hermes, and run in Hermes
// with React Native's WebSocket and fetch, against the dev server.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { runAside } from '../support/consumer.js';
import { CHANNELS, complaints, environment, freshApp, serveOread } from '../support/fresh-app.js';
import { type Device, hermesIn, runInHermes } from '../support/hermes.js';

let root: string;
let node: string;
let oread: Awaited<ReturnType<typeof serveOread>>;
beforeAll(async () => {
  ({ root, node } = freshApp('react-native'));
  oread = await serveOread();
}, 300_000);
let device: Device | undefined;
afterEach(() => device?.stop());

const installed = (name: string) => join(root, 'node_modules', name);

test.each(['on', 'off'])('package exports %s', { timeout: 300_000 }, async (exports) => {
  const bundle = join(root, `${exports}.js`);
  const args = ['build', 'index.js', '--platform', 'android', '--dev', 'false', '--minify', 'true'];
  const { stdout, stderr } = await runAside(
    node,
    [join(installed('metro'), 'src/cli.js'), ...args, '--out', bundle],
    // Metro's cache.
    { cwd: root, env: environment({ OREAD_EXPORTS: exports, TMPDIR: root }) },
  );
  expect(complaints(stdout + stderr)).toEqual([]);
  expect(readFileSync(bundle, 'utf8').includes('WebAssembly')).toBe(false);

  const hermesc = hermesIn(join(installed('hermes-compiler'), 'hermesc'), 'hermesc');
  await runAside(hermesc, ['-O', '-w', '-emit-binary', '-out', `${bundle}.hbc`, bundle]);
  expect(statSync(`${bundle}.hbc`).size).toBeGreaterThan(10_000);

  const hermes = hermesIn(installed('hermes-engine-cli'), 'hermes');
  oread.server.log.splice(0);
  device = runInHermes(hermes, bundle, oread.server.port);
  const { said, printed } = device;
  const subscribed = () =>
    oread.server.log.filter(({ what }) => what === 'subscribed').map(({ channel }) => channel);
  await vi
    .waitUntil(() => CHANNELS.every((one) => subscribed().includes(one)), { timeout: 60_000 })
    .catch((error) => {
      throw new Error([error, ...said, ...printed].join('\n'));
    });
  for (const to of CHANNELS) await oread.publisher.trigger(to, 'hello', { to });
  await vi.waitUntil(() => said.length === CHANNELS.length, { timeout: 30_000 });
  expect(said.sort()).toEqual(CHANNELS.map((one) => `${one}, one`));
  expect(printed).toEqual([]);
});
