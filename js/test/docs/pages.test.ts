// Readers of the files and of the site find every page.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const docs = fileURLToPath(new URL('../../../docs', import.meta.url));
const { sidebar } = await import(`${docs}/.vitepress/pages.mjs`);

const pages = readdirSync(docs)
  .filter((name) => name.endsWith('.md') && !/^(README|index)\.md$/.test(name))
  .map((name) => name.slice(0, -3));
const index = readFileSync(`${docs}/README.md`, 'utf8');
const listed: string[] = sidebar.flatMap(({ items }: { items: { link: string }[] }) =>
  items.map(({ link }) => link.slice(1)),
);

it.each(pages)('docs/README.md and the sidebar have %s', (page) => {
  expect(index).toContain(`](${page}.md`);
  expect(listed).toContain(page);
});
it('the sidebar has no other page', () => {
  expect(listed.filter((page) => page !== 'api/').sort()).toEqual([...pages].sort());
});
