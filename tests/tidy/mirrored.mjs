// Which sources of sdk/src have a unit test in the same place below tests/unit.

/** Where the unit test of a source is. Sources directly in sdk/src have a folder of their own. */
export function testOf(path) {
  const inside = path.replace(/^sdk\/src\//, '').replace(/\.\w+$/, '');
  return `tests/unit/${inside.includes('/') ? inside : `${inside}/${inside}`}_test.cpp`;
}

/** Whether a source contains code to test: a header that only declares does not. */
export const hasLogic = (path, text) =>
  path.endsWith('.cpp') ||
  // A body that is more than an initializer list: a statement that ends before the closing brace.
  /\)(?: const)?(?: noexcept)? \{[^{}]*(?:;|\})\s*\}/.test(text.replace(/\/\/[^\n]*/g, ''));

/** The sources without a test, unless `excused` matches their path within sdk/src. */
export function untested(paths, read, exists, excused) {
  return (
    paths
      .filter((path) => !excused.some((pattern) => pattern.test(path.slice('sdk/src/'.length))))
      .filter((path) => !exists(testOf(path)) && hasLogic(path, read(path)))
      // A header and its source share a test.
      .filter((path) => !path.endsWith('.hpp') || !exists(path.replace(/\.hpp$/, '.cpp')))
  );
}
