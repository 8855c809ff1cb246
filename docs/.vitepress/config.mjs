// The configuration of the site. `./dev build docs` writes it to build/docs; nothing is fetched from the network.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { pagesOfTheSite, repository } from './markdown.mjs';
import { sidebar } from './pages.mjs';
import { miniSearch } from './search.mjs';
import { slug } from './slug.mjs';

const build = (name) => fileURLToPath(new URL(`../../build/${name}`, import.meta.url));

const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#16281f"/><path d="M4 23l7-10 4 5 5-9 8 14" fill="none" stroke="#6fe0b2" stroke-width="2.6"/></svg>';

export default defineConfig({
  title: 'Oread',
  titleTemplate: ':title · Oread',
  description: 'A client for Laravel Echo and the Pusher protocol that stays connected',
  lang: 'en',
  // Without one, browsers ask for /favicon.ico.
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(mark)}` }]],
  base: process.env.OREAD_DOCS_BASE ?? '/',
  outDir: build('docs'),
  cacheDir: build('docs-cache'),
  // The index for readers of the files; the site has a sidebar.
  srcExclude: ['README.md', 'node_modules/**'],
  rewrites: { 'api/README.md': 'api/index.md' },
  cleanUrls: false,
  metaChunk: true,
  markdown: {
    config: pagesOfTheSite,
    anchor: { slugify: slug },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
  },
  themeConfig: {
    outline: { level: [2, 3], label: 'On this page' },
    sidebar,
    nav: [
      { text: 'Learn', link: '/laravel' },
      { text: 'Guide', link: '/connecting' },
      { text: 'Reference', link: '/options' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
    ],
    search: { provider: 'local', options: { detailedView: true, miniSearch } },
    externalLinkIcon: true,
    ...(repository && {
      editLink: { pattern: `${repository}/edit/main/docs/:path`, text: 'Edit this page' },
      socialLinks: [{ icon: 'github', link: repository }],
    }),
  },
});
