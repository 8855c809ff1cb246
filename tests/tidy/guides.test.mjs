// The guides show the code that is compiled and run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './tree.mjs';

const blocks = (page, languages = 'cpp|js') =>
  [...page.matchAll(new RegExp(`\`\`\`(?:${languages})\\n([^]*?)\`\`\``, 'g'))].map(
    ([, code]) => code,
  );

// Whole files.
const shown = [
  ['docs/hosts.md', 'examples/host/host.hpp'],
  ['docs/dialects.md', 'examples/dialect/line.hpp'],
  ['docs/drivers.md', 'tests/conformance/drivers/small.mjs'],
  ['docs/laravel.md', 'examples/laravel/app/Http/Middleware/SignChannels.php'],
];
for (const [page, source] of shown)
  test(`${page} shows ${source} as it is`, () => {
    assert.ok(blocks(read(page), 'cpp|js|php').includes(read(source)));
  });

// Pages whose every block is a piece of a source.
const pieces = [
  [
    'docs/dialects.md',
    [
      'examples/dialect/line.hpp',
      'tests/support/toy/toy.hpp',
      'tests/support/toy/toy.cpp',
      'tests/toy/toy_test.cpp',
      'tests/toy/transcripts_test.cpp',
    ],
  ],
  [
    'examples/kiosk/README.md',
    ['fields.hpp', 'kiosk.cpp', 'link.cpp', 'model.cpp', 'options.cpp', 'store.cpp'].map(
      (name) => `examples/kiosk/src/${name}`,
    ),
  ],
];
for (const [page, sources] of pieces)
  test(`${page} shows code as it is`, () => {
    const texts = sources.map(read);
    for (const code of blocks(read(page)))
      assert.ok(
        texts.some((text) => text.includes(code)),
        `no source contains:\n${code}`,
      );
  });

// Without their first comments.
const examples = ['Order.jsx', 'Order.test.jsx', 'order-in-vue.js', 'order-in-vue.test.js'];
for (const source of examples.map((name) => `examples/testing/${name}`))
  test(`docs/testing.md shows ${source} as it is`, () => {
    const text = read(source);
    assert.ok(read('docs/testing.md').includes(text.slice(text.indexOf('import '))));
  });
