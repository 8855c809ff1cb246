// The small files that make one way of importing the package use the same copy as another.

const HEADER = '// Written by tools/build.mjs.\n';

/** An entry on core.js, which prefixes its exports with the entry's name. */
export const esModule = (entry, names) =>
  `${HEADER}export { ${names.map((name) => `${entry}_${name} as ${name}`).join(', ')} } from './core.js';\n`;

/** The same as CommonJS; names are assigned one by one, so that Node can detect them without running the file. */
export function commonJs(entry, names) {
  const lines = names.map((name) => `exports.${name} = core.${entry}_${name};`);
  // `require('oread/pusher')` returns the constructor itself, as `require('pusher-js')` does.
  if (entry === 'pusher') lines.push('module.exports = Object.assign(exports.default, exports);');
  return `${HEADER}'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const core = require('./core.js');
${lines.join('\n')}
`;
}

/** `oread/pusher/with-encryption`: bundles the cipher, as the name promises. */
export const withEncryption = (format, names) =>
  format === 'esm'
    ? `${HEADER}import './encryption.js';\nexport * from './pusher.js';\nexport { default } from './pusher.js';\n`
    : `${commonJs('pusher', names)}require('./encryption.js');\n`;

/** `oread/socket.io/client`: `io()` as the default export, and for `require`, the function itself. */
export const socketIoClient = (format) =>
  format === 'esm'
    ? `${HEADER}export { connect, io as default, io, Manager, protocol, Socket } from './socket.io.js';\n`
    : `${HEADER}'use strict';
const all = require('./socket.io.js');
exports.default = exports.io = exports.connect = all.io;
exports.Manager = all.Manager;
exports.Socket = all.Socket;
exports.protocol = all.protocol;
module.exports = Object.assign(all.io, exports);
Object.defineProperty(module.exports, '__esModule', { value: true });
`;

/** A CommonJS entry that sets what `file` exports where the client looks for it. */
export const partInScript = (name, file) => `${HEADER}'use strict';
require('./core.js').parts.${name} = require('${file}').default;
`;

/**
 * What `nodeModule` imports. The object has no `__esModule`: with it, the default import would be the object in Node, but its
 * member `default` in Bun, in Turbopack and with Rollup's plugin.
 */
export const forNode = (name) => `${HEADER}'use strict';
module.exports = { entry: require('../${name}.js') };
`;

/** An ES module for Node on the CommonJS entry. */
export function nodeModule(name, names) {
  const others = names.filter((one) => one !== 'default');
  const lines = [`import wrapped from '../cjs/node/${name}.js';`];
  if (names.length) lines.push('const { entry } = wrapped;');
  if (names.includes('default')) lines.push('export default entry.default;');
  if (others.length) lines.push(`export const { ${others.join(', ')} } = entry;`);
  return `${HEADER}${lines.join('\n')}\n`;
}

/** For bundlers: `require` returns the constructor itself, from the module that `import` loads. */
export const constructorItself = (path) => `${HEADER}'use strict';
const all = require('${path}');
module.exports = Object.assign(all.default, all, { __esModule: true });
`;
