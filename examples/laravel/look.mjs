// For the tests of pages on this back end: looks at a page in both themes and on both kinds of screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The findings of axe, one line each. */
async function violations(page, exclude) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (selectors) => globalThis.axe.run({ exclude: selectors.map((one) => [one]) }),
    exclude,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const looks = [
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
  [390, 'dark'],
];

/**
 * Fails if axe finds something or the page scrolls sideways. `exclude` are selectors of what axe does not check.
 * SCREENSHOTS=FOLDER saves pictures.
 */
export async function look(page, state, exclude = []) {
  for (const [width, colorScheme] of looks) {
    const name = `${state}-${width}-${colorScheme}`;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    assert.deepEqual(await violations(page, exclude), [], name);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(isWide, false, `${name}: the page scrolls sideways`);
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
}
