// What a reader sees while a page of the site loads: nothing moves, nothing complains, and every picture has its size.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch } from './server.mjs';
import { serve, site } from './site.mjs';

let address, browser, stop;
before(async () => {
  ({ address, stop } = await serve());
  browser = await launch();
});
after(async () => {
  await browser.close();
  stop();
});

/** Opens a page, waits until its script has taken over the server's HTML, and reports. */
async function load(path, width, change = '') {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const said = [];
  page.on('pageerror', ({ message }) => said.push(message));
  // Vue reports a mismatch of hydration here.
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) said.push(message.text());
  });
  await page.addInitScript(`{
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        shifts.push({ value, what: sources.map(({ node }) => node?.nodeName) });
    }).observe({ type: 'layout-shift', buffered: true });
  }`);
  if (change)
    await page.route(`${address}${path}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
  await page.goto(`${address}${path}`);
  await page.waitForFunction("document.querySelector('#app').__vue_app__");
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What the script changed is painted, and its shift reported, after two frames.
    for (let frame = 0; frame < 4; ++frame) await new Promise(requestAnimationFrame);
  });
  const shifts = await page.evaluate('shifts');
  const unsized = await page.$$eval('.VPContent img', (images) =>
    images
      .filter((image) => !image.getAttribute('width') || !image.getAttribute('height'))
      .map((image) => image.alt),
  );
  await context.close();
  const moved = shifts.reduce((sum, { value }) => sum + value, 0);
  return { said, moved, shifts, unsized };
}

const pages = readdirSync(site)
  .filter((name) => /\.html$/.test(name) && name !== '404.html')
  .map((name) => `/${name}`);

for (const [path, width] of [
  ['/', 390],
  ['/', 1280],
  ['/connection-status.html', 1280],
  ...pages.map((page) => [page, 390]),
])
  test(`${path}, ${width} px wide, loads calmly`, async () => {
    const { said, moved, shifts, unsized } = await load(path, width);
    assert.deepEqual(said, []);
    assert.deepEqual(unsized, []);
    assert.ok(moved < 0.05, `layout shift ${moved}: ${JSON.stringify(shifts)}`);
  });

test('the judge sees: an element that the script does not expect, a picture without a size, a late box', async () => {
  const { said, moved, unsized } = await load('/', 390, (html) =>
    html.replace(/(<img[^>]*) width="\d+"/, '$1').replace(
      '<div id="app">',
      `<div id="late"></div><script>requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => {
          document.querySelector('#late').style.height = '300px';
        })));</script><div id="app"><p></p>`,
    ),
  );
  assert.match(said.join(), /Hydration/);
  assert.equal(unsized.length, 1);
  assert.ok(moved >= 0.05, `layout shift ${moved}`);
});
