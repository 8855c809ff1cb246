// The include rules of ARCHITECTURE.md as a function from a file to its forbidden includes.

// C++ parts of sdk/, each with the other parts it may include.
const inner = ['include', 'support', 'dialect'];
const may = {
  include: [],
  support: ['include'],
  pusher: ['include', 'support'],
  dialect: ['include', 'support', 'pusher'],
  link: inner,
  connection: [...inner, 'link'],
  channel: [...inner, 'link'],
  auth: [...inner, 'link'],
  engine: [...inner, 'link', 'connection', 'channel', 'auth'],
  broker: ['include', 'support', 'pusher'],
  trace: ['include'],
};

// Standard headers that would bring I/O, time, threads, randomness or exceptions into sdk/.
const banned = new Set(
  (
    'atomic barrier condition_variable coroutine csetjmp csignal ctime exception filesystem fstream ' +
    'future iomanip iostream istream latch locale mutex ostream print random semaphore shared_mutex ' +
    'source_location sstream stacktrace stdexcept stop_token streambuf syncstream system_error thread'
  ).split(' '),
);
const json = ['nlohmann/json.hpp', 'nlohmann/json_fwd.hpp'];

// Vector instructions only compute, so support may use them.
const vectors = /^([exst]mmintrin|immintrin|arm_neon|wasm_simd128)\.h$/;

function partOf(path) {
  if (path.startsWith('sdk/include/')) return 'include';
  const inside = /^sdk\/src\/(?:(\w+)\/)?/.exec(path);
  if (!inside) return undefined;
  return inside[1] ?? 'engine';
}

const includes = (text) =>
  [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/gm)].map((m) => ({
    quoted: m[1] === '"',
    target: m[2],
  }));

function sdkArrows(path, text, exists) {
  const part = partOf(path);
  const wrong = [];
  if (!may[part]) return [`${path}: sdk/src/${part} is no part that the rules know`];
  for (const { quoted, target } of includes(text)) {
    if (!quoted) {
      if (part === 'trace' && json.includes(target)) continue;
      if (part === 'support' && vectors.test(target)) continue;
      if (!/^[a-z_]+$/.test(target)) wrong.push(`${path}: <${target}> is not the standard library`);
      else if (banned.has(target)) wrong.push(`${path}: <${target}> has no place in sdk/`);
      continue;
    }
    if (target.includes('..')) {
      wrong.push(`${path}: "${target}" must be spelt from sdk/include or sdk/src`);
      continue;
    }
    const to = target.startsWith('oread/')
      ? 'include'
      : partOf(exists(`sdk/src/${target}`) ? `sdk/src/${target}` : nextTo(path, target));
    if (to !== part && !may[part].includes(to))
      wrong.push(`${path}: "${target}" is in ${to}, which ${part} may not include`);
  }
  return wrong;
}

const nextTo = (path, target) => path.replace(/[^/]*$/, target);

// Folders of native/, each with the folders it may include in addition to itself and the public headers.
const mayNative = {
  include: [],
  src: [],
  wire: ['src'],
  server: ['src'],
  conform: ['src', 'wire'],
  command: ['src', 'wire', 'server', 'conform'],
};

// Hosts may use public headers and their own folder.
function hostArrows(path, text) {
  const [host, folder] = path.split('/');
  const wrong = [];
  for (const { target } of includes(text)) {
    const to = /^(src|wire|server|conform|command)\//.exec(target)?.[1];
    if (host === 'native' && to && to !== folder && !mayNative[folder].includes(to))
      wrong.push(`${path}: "${target}" is in ${to}/, which ${folder}/ may not include`);
    if (
      /(^|\/)(sdk|tests|examples)\//.test(target) ||
      (target.includes('..') && !staysIn(host, path, target))
    )
      wrong.push(`${path}: "${target}" reaches out of ${host}/; hosts use public headers only`);
    else if (/^(support|pusher|dialect|connection|channel|auth|broker|trace)\//.test(target))
      wrong.push(`${path}: "${target}" is inside sdk/src; hosts use public headers only`);
  }
  return wrong;
}

function staysIn(top, path, target) {
  const parts = path.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts[0] === top;
}

const imports = (text) =>
  [
    ...text.matchAll(/^\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\brequire\(\s*['"]([^'"]+)['"]/g),
  ].map((m) => m[1]);

// Folders of js/src, each with the folders it may import in addition to itself, including types. `.` is js/src itself:
// the entries and the version.
const onHooks = ['hooks', '.'];
const mayImport = {
  host: [],
  pusher: ['host', '.'],
  echo: ['pusher', 'host'],
  '.': ['echo', 'pusher', 'host'],
  // An entry of its own: what it has in the place of `pusher`, and of broadcasters in `echo`.
  socketio: ['echo', 'pusher', 'host'],
  hooks: ['echo', 'pusher', 'host', '.'],
  react: onHooks,
  vue: onHooks,
  svelte: onHooks,
  // Stores of `svelte` need no Svelte; of `socketio` only types are used.
  sockethooks: ['socketio', 'svelte'],
  trace: ['echo', 'host'],
  doctor: ['echo', 'host'],
  watch: ['pusher', 'host', 'trace'],
  testing: ['echo', 'pusher', '.'],
  development: ['.', 'doctor', 'trace', 'react', 'vue', 'svelte'],
};

/** The path that a relative import of `path` names. */
const imported = (path, target) => new URL(target, `file:///${path}`).pathname.slice(1);

const folderOf = (path) => /^js\/src\/(?:(\w+)\/)?/.exec(path)?.[1] ?? '.';

function folderArrows(path, text) {
  const from = folderOf(path);
  if (!mayImport[from]) return [`${path}: js/src/${from} is no folder that the rules know`];
  return imports(text)
    .filter((target) => target.startsWith('.'))
    .map((target) => [target, imported(path, target)])
    .filter(([, to]) => to.startsWith('js/src/'))
    .filter(([, to]) => folderOf(to) !== from && !mayImport[from].includes(folderOf(to)))
    .map(
      ([target, to]) => `${path}: '${target}' is in ${folderOf(to)}, which ${from} may not import`,
    );
}

// Examples use the package's public names.
function scriptArrows(path, text) {
  const wrong = path.startsWith('js/src/') ? folderArrows(path, text) : [];
  for (const target of imports(text)) {
    if (
      path.startsWith('examples/') &&
      target.startsWith('.') &&
      !staysIn('examples', path, target)
    )
      wrong.push(`${path}: '${target}' reaches out of examples/; examples use public names only`);
  }
  return wrong;
}

// Examples in C++ use installed headers.
function exampleArrows(path, text) {
  return includes(text)
    .filter(({ target }) => target.includes('..') && !staysIn('examples', path, target))
    .map(({ target }) => `${path}: "${target}" reaches out of examples/`);
}

export const judged =
  /^(sdk|native|wasm|examples)\/.*\.(cpp|hpp|h|c)$|^(js\/src|examples)\/.*\.(ts|tsx|mts|js|mjs|vue)$/;

// All forbidden includes of one file; `exists` says whether a path of the repository exists.
export function wrongArrows(path, text, exists) {
  if (/\.(ts|tsx|mts|js|mjs|vue)$/.test(path)) return scriptArrows(path, text);
  if (path.startsWith('sdk/')) return sdkArrows(path, text, exists);
  if (path.startsWith('examples/')) return exampleArrows(path, text);
  return hostArrows(path, text);
}

const scripts = /^js\/src\/.*\.ts$/;
const native = /^(sdk|native|wasm)\/.*\.(cpp|hpp)$/;

/** The repository files that each of `paths` imports, including types. */
export function graphOf(paths, read, exists) {
  const places = (path, target) =>
    scripts.test(path)
      ? [imported(path, target).replace(/\.js$/, '.ts')]
      : ['', 'sdk/include/', 'sdk/src/', 'native/', 'native/src/', 'native/include/', 'wasm/']
          .map((folder) => folder + target)
          .concat(nextTo(path, target));
  const targets = (path) =>
    scripts.test(path)
      ? imports(read(path)).filter((target) => target.startsWith('.'))
      : includes(read(path))
          .filter(({ quoted }) => quoted)
          .map(({ target }) => target);
  return new Map(
    paths
      .filter((path) => scripts.test(path) || native.test(path))
      .map((path) => [
        path,
        targets(path)
          .map((target) => places(path, target).find(exists))
          .filter(Boolean),
      ]),
  );
}

/** The cycles of a graph, each as a list of files. */
export function circles(graph) {
  const found = [];
  const order = new Map();
  const way = [];
  const visit = (path) => {
    const begin = order.size;
    order.set(path, begin);
    way.push(path);
    let lowest = begin;
    for (const to of graph.get(path) ?? [])
      if (!order.has(to)) lowest = Math.min(lowest, visit(to));
      else if (way.includes(to)) lowest = Math.min(lowest, order.get(to));
    if (lowest === begin) {
      const circle = way.splice(way.indexOf(path));
      if (circle.length > 1 || (graph.get(path) ?? []).includes(path)) found.push(circle);
    }
    return lowest;
  };
  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return found;
}
