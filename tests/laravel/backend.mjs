// The application under test: a running one, named by environment variables, or our own.
//   OREAD_APP_URL     where examples/laravel answers, http://127.0.0.1:8000
//   OREAD_WS_HOST     the host, port and key of its socket server: Reverb, or any compatible server;
//   OREAD_WS_PORT     by default those of .env.example
//   OREAD_WS_KEY
//   OREAD_WS_SCHEME   http (the default) or https
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, startBackend } from '../../examples/laravel/backend.mjs';
import { buildPages } from '../../examples/laravel/pages.mjs';

const example = readSettings(
  fileURLToPath(new URL('../../examples/laravel/.env.example', import.meta.url)),
);

/**
 * Returns { url, socket: { host, port, key, tls }, stopClock(), startClock(), stop() }. While the clock of its rate limits
 * stands still, no request leaves their window; an application that was already running keeps its own clock.
 */
export async function backend() {
  const { OREAD_APP_URL, OREAD_WS_HOST, OREAD_WS_PORT, OREAD_WS_KEY, OREAD_WS_SCHEME } =
    process.env;
  if (OREAD_APP_URL)
    return {
      url: OREAD_APP_URL.replace(/\/$/, ''),
      socket: {
        host: OREAD_WS_HOST ?? example.REVERB_HOST,
        port: Number(OREAD_WS_PORT ?? example.REVERB_PORT),
        key: OREAD_WS_KEY ?? example.REVERB_APP_KEY,
        tls: OREAD_WS_SCHEME === 'https',
      },
      stopClock: () => {},
      startClock: () => {},
      stop: async () => {},
    };

  await buildPages();
  const data = mkdtempSync(join(tmpdir(), 'oread-laravel-'));
  const clock = join(data, 'clock');
  const { url, socket, stop } = await startBackend({
    settings: {
      ...example,
      APP_KEY: `base64:${randomBytes(32).toString('base64')}`,
      // The minimum: people sign in all the time here.
      BCRYPT_ROUNDS: '4',
      OREAD_TEST_CLOCK: clock,
    },
    router: fileURLToPath(new URL('router.php', import.meta.url)),
    data,
    socketPort: 0,
  });
  return {
    url,
    socket: { ...socket, port: Number(socket.port), tls: false },
    stopClock: () => writeFileSync(clock, `${Math.floor(Date.now() / 1000)}`),
    startClock: () => rmSync(clock, { force: true }),
    stop: async () => {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
