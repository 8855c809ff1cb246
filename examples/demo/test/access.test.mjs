// Accessibility of the demo: contrast and structure with axe, forced colours, announcements, and what an idle page
// does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { moved, tasks } from '../public/seed.mjs';
import { inColumn, outage, Stage } from './stage.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage;
before(async () => (stage = await Stage.start()));
after(() => stage.stop());

const service = (id, status, incident = 'Lightning') =>
  stage.pusher.trigger('cache-status', 'service.status.changed', {
    service: { id, status, incident },
  });
const task = (id, column) => {
  const board = moved(tasks, id, column);
  return stage.pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', {
    task: board[0],
    board,
  });
};

/** axe's findings, one line each. */
async function violations(page, rules = {}) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ rules }), rules);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
const spoken = (page) => page.locator('#spoken p').allInnerTexts();

for (const colorScheme of ['light', 'dark'])
  test(`axe finds nothing wrong (${colorScheme}), whatever state the page is in`, async () => {
    await Promise.all([service('radio', 'up'), service('maps', 'up')]);
    const page = await stage.open('Ada', { colorScheme, reducedMotion: 'reduce' });
    assert.deepEqual(await violations(page), []);
    await service('radio', 'slow');
    await page.waitForSelector('.overall.slow');
    assert.deepEqual(await violations(page), []);
    await service('maps', 'down');
    await page.waitForSelector('.overall.down');
    await page.locator('#word').fill('Fog');
    await page.press('#word', 'Enter');
    await page.waitForSelector('.word.sent');
    await page.click('#drop');
    await page.waitForSelector('[data-link="down"]');
    await outage(page);
    await page.locator('#word').fill('Snow');
    await page.press('#word', 'Enter');
    await page.waitForSelector('.word.waiting');
    assert.deepEqual(await violations(page), []);
    await page.evaluate(() => globalThis.echo.leave('room'));
    await page.waitForSelector('.word.unsent');
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

test('forced colours leave every sign to be seen', async () => {
  const page = await stage.open('Ada', { forcedColors: 'active', reducedMotion: 'reduce' });
  await Promise.all([service('radio', 'slow'), service('maps', 'down')]);
  await page.waitForSelector('.service.slow');
  await page.waitForSelector('.service.down');
  // In forced colours the system sets the contrast, which axe does not know.
  assert.deepEqual(await violations(page, { 'color-contrast': { enabled: false } }), []);
  const looks = await page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const bordered = [
      '.panel',
      '.link',
      '.card',
      '.column',
      '.overall',
      '#drop',
      '.step',
      '.quiet',
    ];
    return {
      unbordered: bordered.filter((one) => parseFloat(style(one).borderTopWidth) < 1),
      paper: style('body').backgroundColor,
      signs: ['.up .dot', '.slow .dot', '.down .dot', '.history i', '.history i.down'].map(
        (one) => style(one).backgroundColor,
      ),
      heights: ['.history i.up', '.history i.down'].map((one) => style(one).height),
      line: style('.ridge .line').stroke,
    };
  });
  assert.deepEqual(looks.unbordered, []);
  for (const colour of [...looks.signs, looks.line]) assert.notEqual(colour, looks.paper);
  assert.notEqual(looks.heights[0], looks.heights[1]);
  await page.context().close();
});

test('what others do around is not announced; what matters is, once, and nothing overwrites it', async () => {
  await service('maps', 'up');
  const page = await stage.open('Ada', { reducedMotion: 'reduce' });
  await page.waitForSelector('#spoken :text("Connected.")');
  const before = await spoken(page);
  for (const column of ['doing', 'done', 'todo', 'doing']) {
    await task(6, column);
    await inColumn(page, 6, column);
  }
  for (const status of ['slow', 'up', 'slow']) {
    await service('radio', status);
    await page.waitForSelector(`.service.${status}[data-id="radio"]`);
  }
  assert.deepEqual(await spoken(page), before);

  // The user's own move, an outage and a newcomer, all at once.
  await page.click('.card[data-id="6"] .step:last-child');
  const [noor] = await Promise.all([stage.open('Noor'), service('maps', 'down')]);
  await page.waitForSelector('#spoken :text("Noor has joined")');
  await page.waitForSelector('#spoken :text("Trail maps: Outage")');
  await page.waitForSelector('#spoken :text("is now in Done")');
  assert.equal((await spoken(page)).length, before.length + 3);
  await noor.context().close();
  await page.waitForSelector('#spoken :text("Noor has left")');

  const heal = await outage(page);
  await heal();
  await page.waitForSelector('#spoken :text("Connected again")');
  const about = (await spoken(page)).slice(-2);
  assert.match(about[0], /Reconnecting/);
  assert.match(about[1], /Connected again/);
  await page.context().close();
});

test('an idle page lays out once a second, and moves only what the compositor moves', async (t) => {
  const page = await stage.open('Ada');
  await task(6, 'doing');
  await inColumn(page, 6, 'doing');
  // Waits until what has an end has finished: the card's move, and the panel's colour after the greeting.
  await page.waitForFunction(
    () =>
      !document
        .getAnimations()
        .some(
          (one) =>
            Number.isFinite(one.effect.getTiming().iterations) &&
            one.effect.getTiming().duration < 10_000,
        ),
  );
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .flatMap((one) => one.effect.getKeyframes())
      .flatMap((frame) => Object.keys(frame)),
  );
  const known = ['offset', 'computedOffset', 'easing', 'composite', 'transform', 'opacity'];
  assert.ok(moving.includes('transform'));
  assert.deepEqual(
    moving.filter((name) => !known.includes(name)),
    [],
  );

  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const counts = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const from = await counts();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 4000)));
  const to = await counts();
  const busy = (to.TaskDuration - from.TaskDuration) / (to.Timestamp - from.Timestamp);
  t.diagnostic(`the main thread is busy for ${(100 * busy).toFixed(1)} % of the time`);
  // However long that took: a page that drew every frame would do so sixty times a second.
  const most = 3 * (to.Timestamp - from.Timestamp) + 5;
  for (const name of ['LayoutCount', 'RecalcStyleCount'])
    assert.ok(to[name] - from[name] <= most, `${name}: ${to[name] - from[name]}`);
  await page.context().close();
});

test('no page complained', () => {
  assert.deepEqual(stage.problems, []);
});
