// A trace of a real session, from the built package, replayed by the native engine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import Echo from 'oread';
import { recordTrace } from 'oread/trace';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { app, DevServer } from './dev-server.js';

const WebSocket = createRequire(import.meta.url)('ws');
const build = fileURLToPath(new URL('../../../build/', import.meta.url));
const command =
  process.env.OREAD_COMMAND ??
  ['demo', 'dev']
    .map((preset) => `${build}${preset}/native/command/oread`)
    .find((path) => existsSync(path))!;

const server = new DevServer(fileURLToPath(new URL('fixtures', import.meta.url)));
beforeAll(() => server.start());
afterAll(() => server.stop());

const oread = (args: string[], input?: string) =>
  spawnSync(command, args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', OREAD_SECRET: app.secret },
  });

it('is replayed', async () => {
  recordTrace();
  const echo = new Echo({
    broadcaster: 'reverb',
    key: app.key,
    wsHost: '127.0.0.1',
    wsPort: server.port,
    forceTLS: false,
    authEndpoint: `${server.url}/broadcasting/auth`,
    WebSocket,
  });
  const heard = vi.fn();
  echo.channel('news').listen('.headline', heard);
  echo.private('orders').whisper('typing', { text: 'hush' });
  const here = vi.fn();
  echo.join('room').here(here);
  await vi.waitFor(() => expect(here).toHaveBeenCalled(), 10_000);
  for (let i = 0; i < 5; i++)
    oread(['publish', '-u', server.url, 'news', 'headline', '{"text":"hush é / \\"x\\""}']);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(5), 10_000);
  echo.leave('news');
  const dump = echo.trace!.dump();
  echo.disconnect();

  expect(dump).not.toContain('hush');
  const { stdout, status } = oread(['replay', '-'], dump);
  expect(stdout).toMatch(/the same in all \d+ steps/);
  expect(status).toBe(0);

  const other = JSON.parse(dump);
  other.steps.find((step: any) => step.input.kind === 'connect').effects.pop();
  expect(oread(['replay', '-q', '-'], JSON.stringify(other)).status).toBe(1);
});
