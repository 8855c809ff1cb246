// Which sources have a unit test in the mirrored place: those of sdk/src below tests/unit, the native ones below
// tests/unit/native or tests/native.

/** Where the unit test of a source may be. Sources directly in sdk/src have a folder of their own. */
export function testsOf(path) {
  const [, folder, name] = /^(.*)\/(\w+)\.\w+$/.exec(path);
  if (folder === 'native/src')
    return [`tests/unit/native/${name}_test.cpp`, `tests/native/client/${name}_test.cpp`];
  if (folder.startsWith('native/')) return [`tests/${folder}/${name}_test.cpp`];
  const inside = folder === 'sdk/src' ? name : folder.slice('sdk/src/'.length);
  return [`tests/unit/${inside}/${name}_test.cpp`];
}

/** Whether a source contains code to test: a header that only declares does not. */
export const hasLogic = (path, text) =>
  path.endsWith('.cpp') ||
  // A body that is more than an initializer list: a statement that ends before the closing brace.
  /\)(?: const)?(?: noexcept)? \{[^{}]*(?:;|\})\s*\}/.test(text.replace(/\/\/[^\n]*/g, ''));

/** The sources without a test. */
export const untested = (paths, read, exists) =>
  paths
    .filter((path) => !testsOf(path).some(exists) && hasLogic(path, read(path)))
    // A header and its source share a test.
    .filter((path) => !path.endsWith('.hpp') || !exists(path.replace(/\.hpp$/, '.cpp')));
