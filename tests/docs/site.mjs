// The built site: its files, a server for them, and its search.
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const site = join(root, 'build/docs');

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves the site on a free port. */
export async function serve() {
  const server = createServer((request, response) => {
    let file = join(site, normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => server.close(),
  };
}

/** Searches the site's own index with the site's own options: a function from words to `page#anchor`, best first. */
export async function search() {
  const chunks = join(site, 'assets/chunks');
  const [name] = readdirSync(chunks).filter((file) => file.startsWith('@localSearchIndexroot'));
  const { default: index } = await import(pathToFileURL(join(chunks, name)));
  const { default: MiniSearch } = await import(
    pathToFileURL(createRequire(join(root, 'docs/package.json')).resolve('minisearch'))
  );
  const { miniSearch } = await import(pathToFileURL(join(root, 'docs/.vitepress/search.mjs')));
  // As VitePress's search box does.
  const found = MiniSearch.loadJSON(index, {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    ...miniSearch.options,
    searchOptions: miniSearch.searchOptions,
  });
  return (words) => found.search(words).map(({ id }) => id.slice(1).replace('.html', ''));
}

export const read = (path) => readFileSync(join(root, path), 'utf8');
