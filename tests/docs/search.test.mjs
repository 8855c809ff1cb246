// The site's search answers questions: the page and heading that answers one is among the first three results.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { questions } from './questions.mjs';
import { search } from './site.mjs';

let ask;
before(async () => (ask = await search()));

/** Whether a result answers: the wanted heading, or any heading of the wanted page. */
const answers = (wanted) => (result) =>
  wanted.includes('#') ? result === wanted : result.split('#')[0] === wanted;

for (const [question, wanted] of questions)
  test(`${question}: ${wanted}`, () => {
    const first = ask(question).slice(0, 3);
    assert.ok(first.some(answers(wanted)), `found instead: ${first.join(', ')}`);
  });

test('the judge sees: a question that no page answers', () => {
  assert.deepEqual(ask('zeppelin'), []);
});
