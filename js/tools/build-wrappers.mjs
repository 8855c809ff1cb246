// The small files that lead one way of taking the package in to the copy that another way uses.

const HEADER = '// Written by tools/build.mjs.\n';

/** A CommonJS entry on core.js; names are assigned one by one, so that Node can list them without running the file. */
export function commonJs(name, part, names) {
  const lines = names.map((one) => `exports.${one} = part.${one};`);
  // `require('oread/pusher')` is the constructor itself, as `require('pusher-js')` is.
  if (name === 'pusher') lines.push('module.exports = Object.assign(part.default, exports);');
  return `${HEADER}'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const core = require('./core.js');
const part = ${part};
${lines.join('\n')}
`;
}

/** An ES module for Node on the CommonJS entry. */
export function nodeModule(name, names) {
  const others = names.filter((one) => one !== 'default');
  const lines = [`import all from '../cjs/${name}.js';`];
  if (names.includes('default')) lines.push('export default all.default;');
  if (others.length) lines.push(`export const { ${others.join(', ')} } = all;`);
  return `${HEADER}${lines.join('\n')}\n`;
}

/** For bundlers: the constructor itself by `require`, from the module that `import` gets. */
export const constructorItself = (path) => `${HEADER}'use strict';
const all = require('${path}');
module.exports = Object.assign(all.default, all, { __esModule: true });
`;
