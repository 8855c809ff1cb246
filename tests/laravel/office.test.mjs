// The application's own page, in two browsers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { backend } from './backend.mjs';
import { Person } from './people.mjs';
import { launch, openContext, signIn } from './tab.mjs';

let laravel, browser;
const problems = [];

before(async () => {
  laravel = await backend();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await laravel?.stop();
});

async function open(name) {
  const page = await (await openContext(browser, laravel)).newPage();
  page.on('pageerror', (error) => problems.push(`${name}: ${error}`));
  await signIn(page, laravel.url, name);
  await page.waitForSelector('#status:text("connected")');
  return page;
}
const saying = (page, text) => page.waitForSelector(`#news li:has-text("${text}")`);

test('two people see each other and what each of them does', async () => {
  const bob = await Person.signIn(laravel.url, 'bob');
  await bob.ask('PATCH', '/tasks/1', { title: 'Mend the roof', status: 'todo' });
  const [ada, bobs] = await Promise.all([open('ada'), open('bob')]);
  await Promise.all(
    [ada, bobs].map((page) =>
      page.waitForFunction(() =>
        ['Ada', 'Bob'].every((name) =>
          document.getElementById('people').textContent.includes(name),
        ),
      ),
    ),
  );

  await bobs.click('#tasks [data-id="1"] button');
  await bobs.waitForSelector('#tasks [data-id="1"][data-status="doing"]');
  await ada.waitForSelector('#tasks [data-id="1"][data-status="doing"]');
  await saying(ada, 'Mend the roof: doing');

  await ada.click('#services [data-id="2"] button');
  await saying(bobs, 'Radio: ');
  await bob.ask('POST', '/tasks/1/assignment', { user_id: bob.id });
  await saying(bobs, 'Yours: Mend the roof');
  await bob.ask('POST', `/users/${bob.id}/payslips`, { amount: 4711 });
  await saying(bobs, 'Payslip: 4711');
  // His own tab was excluded from the event that it caused, which came before all these.
  assert.doesNotMatch(await bobs.innerText('#news'), /Mend the roof: doing/);

  await bobs.click('header button');
  await ada.waitForFunction(() => !document.getElementById('people').textContent.includes('Bob'));
});

test('no page complained', () => {
  assert.deepEqual(problems, []);
});
