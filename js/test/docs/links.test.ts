// Links between documents resolve, including their headings.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'js/README.md'].concat(
  ['docs', 'docs/api'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
);
/** Removes text that only looks like Markdown. */
const read = (document: string) =>
  readFileSync(join(root, document), 'utf8').replace(/^```[^]*?^```$/gm, '');

/** The anchors of a page's headings, as on GitHub. */
function anchorsOf(document: string): Set<string> {
  const text = read(document);
  const found = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!));
  const seen = new Map<string, number>();
  for (const [, heading] of text.matchAll(/^#+ (.*)$/gm)) {
    const plain = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    found.add(times ? `${slug}-${times}` : slug);
  }
  return found;
}

const linksOf = (document: string): string[] =>
  [...read(document).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));

function lostLinks(document: string): string[] {
  return linksOf(document).filter((target) => {
    const [path, anchor] = target.split('#') as [string, string?];
    const file = path ? normalize(join(dirname(document), path)) : document;
    if (!existsSync(join(root, file))) return true;
    if (!anchor || statSync(join(root, file)).isDirectory()) return false;
    return !anchorsOf(file).has(anchor);
  });
}

describe('links', () => {
  it.each(documents)('in %s resolve', (document) => {
    expect(lostLinks(document)).toEqual([]);
  });

  it('resolve to the API reference', () => {
    for (const document of ['README.md', 'docs/migrate.md'])
      expect(linksOf(document).join(' ')).toContain('api/README.md');
  });
});
