// Reads the result of a consumer's page.
import type { Browser, Page } from 'playwright-core';

/** Opens `url` and returns what the application sets as `window.result`; `prepare` runs before the page's scripts. */
export async function resultAt(
  browser: Browser,
  url: string,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<any> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(error.message));
  page.on('console', (message) => said.push(message.text()));
  await prepare?.(page);
  try {
    await page.goto(url);
    const answer = await page.waitForFunction(() => (window as any).result, undefined, {
      timeout: 30_000,
    });
    return await answer.jsonValue();
  } catch (error) {
    throw new Error(`${error}\n${said.join('\n')}`, { cause: error });
  } finally {
    await page.close();
  }
}
