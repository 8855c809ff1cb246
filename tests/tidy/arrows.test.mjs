// No file includes what the architecture forbids, and the checker detects it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { circles, graphOf, judged, wrongArrows } from './arrows.mjs';
import { files, read, root } from './tree.mjs';

const exists = (path) => existsSync(join(root, path));

for (const part of ['sdk', 'native', 'wasm', 'js', 'examples'])
  test(`${part}: every include points the allowed way`, () => {
    const wrong = files(judged)
      .filter((path) => path.startsWith(`${part}/`))
      .flatMap((path) => wrongArrows(path, read(path), exists));
    assert.deepEqual(wrong, []);
  });

test('no file leads back to itself, not by types either', () => {
  assert.deepEqual(circles(graphOf(files(judged), read, exists)), []);
});

const drawn = (lines) => {
  const texts = new Map(Object.entries(lines));
  return circles(
    graphOf(
      [...texts.keys()],
      (path) => texts.get(path),
      (path) => texts.has(path),
    ),
  );
};
test('the judge sees circles', () => {
  assert.equal(
    drawn({
      'js/src/host/a.ts': "import type { B } from './b.js';",
      'js/src/host/b.ts': "export * from '../host/c.js';",
      'js/src/host/c.ts': "import { a } from './a.js';",
    }).length,
    1,
  );
  assert.equal(
    drawn({
      'native/src/a.hpp': '#include "b.hpp"',
      'native/src/b.hpp': '#include "src/a.hpp"',
      'native/src/c.cpp': '#include "a.hpp"',
    }).length,
    1,
  );
  assert.deepEqual(
    drawn({
      'js/src/host/a.ts': "import { b } from './b.js';\nimport { c } from './c.js';",
      'js/src/host/b.ts': "import { c } from './c.js';",
      'js/src/host/c.ts': '',
    }),
    [],
  );
});

const there = new Set([
  'sdk/src/engine.hpp',
  'sdk/src/dialect/pusher/codec.hpp',
  'sdk/src/channel/roster.hpp',
  'sdk/src/support/utf8.hpp',
]);
const bad = [
  ['sdk/src/support/x.cpp', '#include "dialect/pusher/codec.hpp"'],
  ['sdk/src/channel/x.cpp', '#include "engine.hpp"'],
  ['sdk/src/connection/x.cpp', '#include "channel/roster.hpp"'],
  ['sdk/src/broker/x.cpp', '#include "channel/roster.hpp"'],
  ['sdk/src/dialect/x.cpp', '  #  include <nlohmann/json.hpp>'],
  ['sdk/src/broker/x.cpp', '#include <nlohmann/json.hpp>'],
  ['sdk/src/trace/x.cpp', '#include "support/utf8.hpp"'],
  ['sdk/src/x.cpp', '#include <thread>'],
  ['sdk/src/x.cpp', '#include <sys/socket.h>'],
  ['sdk/src/auth/x.cpp', '#include "../channel/roster.hpp"'],
  ['sdk/src/novelty/x.cpp', ''],
  ['sdk/include/oread/x.hpp', '#include "channel/roster.hpp"'],
  ['native/src/x.cpp', '#include "channel/roster.hpp"'],
  ['native/src/x.cpp', '#include "../../sdk/src/engine.hpp"'],
  ['wasm/x.cpp', '#include "support/utf8.hpp"'],
  ['wasm/bindings.cpp', '#include "trace/enum_names.hpp"'],
  ['native/src/x.cpp', '#include "server/server.hpp"'],
  ['native/server/x.cpp', '#include "command/terminal.hpp"'],
  ['js/src/host/x.ts', "import type { Pusher } from '../pusher/pusher.js';"],
  ['js/src/pusher/x.ts', "import { Echo } from '../echo/echo.js';"],
  ['js/src/novelty/x.ts', ''],
  ['js/src/react/x.ts', "import { Driver } from '../host/driver.js';"],
  ['js/src/vue/x.ts', "const d = await import('../../src/echo/echo.js');"],
  ['examples/board/x.ts', "import Echo from '../../js/src/index.js';"],
  ['examples/kiosk/x.cpp', '#include "../../native/src/loop.hpp"'],
];
for (const [path, line] of bad)
  test(`the judge sees: ${path} with ${line || 'an unknown part'}`, () => {
    assert.equal(wrongArrows(path, `// A file.\n${line}\n`, (p) => there.has(p)).length, 1);
  });

const good = [
  ['sdk/src/engine.cpp', '#include "channel/roster.hpp"\n#include "engine.hpp"\n#include <vector>'],
  ['sdk/src/channel/roster.cpp', '#include "channel/roster.hpp"\n#include "oread/ids.hpp"'],
  ['sdk/src/trace/x.cpp', '#include <nlohmann/json.hpp>'],
  [
    'native/src/x.cpp',
    '#include "oread/engine.hpp"\n#include <libwebsockets.h>\n#include "../loop.hpp"',
  ],
  ['js/src/react/x.ts', "import Echo from '../index.js';\nimport { h } from './h.js';"],
];
for (const [path, text] of good)
  test(`the judge lets pass: ${path}`, () => {
    assert.deepEqual(
      wrongArrows(path, text, (p) => there.has(p)),
      [],
    );
  });
