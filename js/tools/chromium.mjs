// Opens pages in Chromium for measurements: a headless browser and a server for one directory.
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
const PAGE = '<!doctype html><title>oread</title><link rel="icon" href="data:,">';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
];

function executable() {
  const known = [
    process.env.OREAD_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = known.find((path) => path && existsSync(path));
  if (!found)
    throw new Error(
      'no Chromium found; install the package chromium or set OREAD_CHROMIUM to its path',
    );
  return found;
}

/** Serves `directory`; `extra(request)` may return { status, type, body } to override a response. */
async function serve(directory, extra) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    try {
      const made = extra?.(request, path);
      const body = made?.body ?? (await readFile(join(directory, path)));
      response.writeHead(made?.status ?? 200, {
        'content-type': made?.type ?? TYPES[extname(path)] ?? 'application/octet-stream',
        // Isolated pages have a more precise clock.
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Runs `use(page, origin)` with an empty page in a fresh browser, and closes both afterwards. */
export async function withPage({ directory, extra }, use) {
  const server = await serve(directory, (request, path) =>
    path === '/' ? { type: 'text/html', body: PAGE } : extra?.(request, path),
  );
  const browser = await chromium.launch({
    executablePath: executable(),
    headless: true,
    args: FLAGS,
  });
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(server.origin);
    return await use(page, server.origin);
  } finally {
    await browser.close();
    server.close();
  }
}
