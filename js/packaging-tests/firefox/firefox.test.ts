// The packed package in Firefox.
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, pages } from '../support/pages.js';

let browser: Browser;
let cases: Case[];
beforeAll(async () => {
  cases = await pages();
  browser = await puppeteer.launch({
    ...{ browser: 'firefox', headless: true, protocol: 'webDriverBiDi' },
    executablePath: process.env.OREAD_FIREFOX ?? '/usr/bin/firefox-esr',
  });
});
afterAll(() => browser?.close());

test.each([0, 1, 2, 3])(
  'receives events on open and encrypted channels (page %i of 4)',
  async (number) => {
    const { name, url, says } = cases[number]!;
    const page = await browser.newPage();
    await page.goto(url);
    const result = await page.waitForFunction('window.result', { timeout: 60_000 });
    expect(`${name}: ${await result.jsonValue()}`).toBe(`${name}: ${says}`);
    await page.close();
  },
);
