// The archives of sdk/ use no socket, clock, thread, entropy source, exception or global variable.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { complaints } from './symbols.mjs';
import { root } from './tree.mjs';

const build = process.env.OREAD_BUILD_DIR ?? join(root, 'build/dev');
const nm = (file, ...options) =>
  execFileSync('nm', ['--format=sysv', ...options, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
const judge = (file, options) => complaints(nm(file), nm(file, '--demangle'), options);

const archives = {
  engine: { path: 'sdk/liboread_engine.a' },
  broker: { path: 'sdk/src/broker/liboread_broker.a', mayShare: true },
};
for (const [name, { path, ...options }] of Object.entries(archives))
  test(`${name}: asks nothing of the outside and keeps no global`, () => {
    assert.deepEqual(judge(join(build, path), options), []);
  });

const bad = {
  socket: '#include <sys/socket.h>\nint f() { return socket(1, 2, 3); }',
  clock:
    '#include <chrono>\nlong f() { return std::chrono::steady_clock::now().time_since_epoch().count(); }',
  time: '#include <ctime>\nlong f() { return time(nullptr); }',
  thread: '#include <thread>\nvoid f() { std::thread([] {}).join(); }',
  mutex: '#include <mutex>\nvoid f(std::mutex& m) { m.lock(); }',
  entropy: '#include <random>\nunsigned f() { return std::random_device{}(); }',
  rand: '#include <cstdlib>\nint f() { return rand(); }',
  environment: '#include <cstdlib>\nchar* f() { return getenv("HOME"); }',
  file: '#include <cstdio>\nvoid f() { std::fopen("x", "r"); }',
  exception: 'void f() { throw 1; }',
  'global variable': 'int counter; int f() { return ++counter; }',
  'static in a function':
    '#include <string>\nint g();\nint f() { static int once = g(); return once; }',
};
for (const [what, source] of Object.entries(bad))
  test(`the judge sees: ${what}`, () => {
    assert.notDeepEqual(judgeSource(source), []);
  });

test('the judge lets containers and tables pass', () => {
  const source = `#include <map>
#include <string>
#include <vector>
namespace oread {
const char* const names[] = {"a", "b"};
std::map<std::string, std::vector<int>> f(unsigned i) { return {{names[i], {1, 2}}}; }
}`;
  assert.deepEqual(judgeSource(source, '-fno-exceptions', '-fno-rtti'), []);
});

function judgeSource(source, ...flags) {
  const folder = mkdtempSync(join(tmpdir(), 'oread-tidy-'));
  try {
    const [cpp, object] = [join(folder, 'a.cpp'), join(folder, 'a.o')];
    writeFileSync(cpp, source);
    execFileSync('g++', ['-std=c++20', '-O1', '-fPIC', ...flags, '-c', cpp, '-o', object]);
    return judge(object);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
