// What the site changes in the pages, which are written for readers of the files: a link to a file outside docs/ leads to
// the repository, an empty heading of a table is not a heading, and a picture has its size before it is loaded.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const manifest = JSON.parse(
  readFileSync(new URL('../../js/package.json', import.meta.url), 'utf8'),
);

/** The repository's web address without a slash at the end; undefined while it is not public. */
export const repository = (process.env.OREAD_REPOSITORY ?? manifest.repository?.url)?.replace(
  /^git\+|\.git$|\/$/g,
  '',
);

/** Where a link of a page leads on the site; undefined if there is no such place. */
export function target(href, relativePath) {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const file = posix.normalize(posix.join(posix.dirname(relativePath), path));
  if (file.startsWith('..')) return repository && `${repository}/blob/main/${file.slice(3)}`;
  const site = file.replace(/(^|\/)README\.md$/, '$1index.md');
  return `/${site}${anchor ? `#${anchor}` : ''}`;
}

/** Width and height of a picture of docs/: an SVG with a viewBox, or a PNG. */
export function sizeOf(file) {
  const bytes = readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)));
  if (file.endsWith('.png')) return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(bytes.toString());
  return [Number(width), Number(height)];
}

/**
 * A plugin for markdown-it: mends links, turns those without a target into text, makes empty `th` elements `td`, and gives
 * pictures their size.
 */
export function pagesOfTheSite(md) {
  md.core.ruler.push('pages_of_the_site', ({ tokens, env }) => {
    tokens.forEach((token, index) => {
      const [content, end] = tokens.slice(index + 1);
      if (token.type === 'th_open' && !content.content) token.tag = end.tag = 'td';
    });
    for (const { children } of tokens) {
      let closing = false;
      for (const token of children ?? []) {
        if (token.type === 'image') {
          const file = posix.join(posix.dirname(env.relativePath), token.attrGet('src'));
          const [width, height] = sizeOf(file);
          token.attrSet('width', `${width}`);
          token.attrSet('height', `${height}`);
        } else if (token.type === 'link_open') {
          const href = target(token.attrGet('href'), env.relativePath);
          if (href) token.attrSet('href', href);
          else Object.assign(token, { tag: 'span', attrs: null });
          closing = !href;
        } else if (token.type === 'link_close' && closing) {
          token.tag = 'span';
          closing = false;
        }
      }
    }
  });
}
