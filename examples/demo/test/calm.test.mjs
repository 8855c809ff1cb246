// The demo while it loads: nothing moves once it is shown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage } from './stage.mjs';

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

for (const width of [390, 1280])
  test(`the page does not move while it loads, ${width} px wide`, async () => {
    const page = await stage.open('Ada', { viewport: { width, height: 900 } }, () => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries())
          globalThis.shifts.push({ value, what: sources.map(({ node }) => node?.className) });
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.waitForSelector('.system');
    await page.evaluate(async () => {
      for (let frame = 0; frame < 4; ++frame) await new Promise(requestAnimationFrame);
    });
    const shifts = await page.evaluate(() => globalThis.shifts);
    const moved = shifts.reduce((sum, { value }) => sum + value, 0);
    assert.ok(moved < 0.05, `layout shift ${moved}: ${JSON.stringify(shifts)}`);
    await page.context().close();
  });

test('no page complained', () => {
  assert.deepEqual(stage.problems, []);
});
