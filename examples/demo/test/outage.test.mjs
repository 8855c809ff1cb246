// The page with two lanes: both clients lose the network at once, come back, and the page counts what each received.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { Stage } from './stage.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
])
  test(`pusher-js and Oread side by side (${colorScheme}, ${width} px)`, async () => {
    const context = await stage.browser.newContext({
      colorScheme,
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    await page.goto(`${stage.address}/outage.html?seconds=1`);
    await page.waitForSelector('[data-run="ready"]');
    assert.equal(await page.innerText('#run'), 'Drop the network for 1 s');
    await page.click('#run');
    await page.waitForSelector('[data-run="done"]', { timeout: 90_000 });
    const verdict = await page.innerText('#verdict');
    const said =
      /^pusher-js was back [\d.]+ s after the network and missed (\d+) events\. Oread was back [\d.]+ s after the network and missed (\d+) events\.$/;
    assert.match(verdict, said);
    for (const [index, lane] of (await page.locator('.lane').all()).entries()) {
      const missed = Number(said.exec(verdict)[index + 1]);
      assert.equal(await lane.locator('.gap').count(), 1);
      // Each received the events after its return; what it missed is drawn as missed.
      assert.ok((await lane.locator('.got').count()) > 0);
      assert.ok((await lane.locator('.lost').count()) >= missed);
      assert.match(await lane.innerText(), new RegExp(`Events missed\\s+${missed}\\b`));
    }
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
      [],
    );
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.deepEqual(problems, []);
    await context.close();
  });
