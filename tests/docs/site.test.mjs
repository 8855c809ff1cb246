// The pages of the site in Chromium: nothing is fetched from elsewhere, search works, and axe finds nothing wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch } from './server.mjs';
import { serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.stop();
});

/** A page of the site in a context of its own; other hosts do not answer, and are noted. */
async function open(path, options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  await context.route(
    (url) => url.origin !== site.address,
    (route) => {
      problems.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(`${site.address}${path}`);
  await page.waitForSelector('.VPContent');
  return { page, problems, close: () => context.close() };
}

/** axe's findings, one line each. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const pages = ['/', '/channels.html', '/errors.html', '/api/oread.html'];
for (const path of pages)
  for (const colorScheme of ['light', 'dark'])
    for (const width of [390, 1280])
      test(`${path} in ${colorScheme}, ${width} px wide`, async () => {
        const { page, problems, close } = await open(path, {
          colorScheme,
          viewport: { width, height: 800 },
        });
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `the page is ${wide} px wide`);
        assert.deepEqual(problems, []);
        await close();
      });

test('the search box finds a heading, without the network', async () => {
  const { page, problems, close } = await open('/channels.html');
  await page.keyboard.press('Control+k');
  await page.fill('#localsearch-input', 'bearer token expires');
  await page.click('.VPLocalSearchBox .result[href*="#tokens-and-sessions-that-expire"]');
  await page.waitForURL('**/authorization.html#tokens-and-sessions-that-expire-refresh');
  assert.deepEqual(problems, []);
  await close();
});
