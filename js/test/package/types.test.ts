// App code that compiles against the peers' types compiles against Oread's, with every module resolution.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeConsumer } from '../../packaging-tests/support/consumer.js';

const corpus = fileURLToPath(new URL('../types/peers/', import.meta.url));
const names = readdirSync(corpus);
const ours: Record<string, string> = {
  'laravel-echo': 'oread',
  'pusher-js': 'oread/pusher',
  '@laravel/echo-react': 'oread/react',
  '@laravel/echo-vue': 'oread/vue',
  'socket.io-client': 'oread/socket.io',
};
const { ModuleKind, ModuleResolutionKind } = ts;
const resolutions = {
  // Deprecated, and still the default of older Angular and Create React App.
  node10: {
    module: ModuleKind.CommonJS,
    moduleResolution: ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
  },
  node16: { module: ModuleKind.Node16, moduleResolution: ModuleResolutionKind.Node16 },
  nodenext: { module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext },
  bundler: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
};

let root: string;
beforeAll(() => {
  const peers = ['laravel-echo', 'pusher-js', '@laravel/echo-react', '@laravel/echo-vue'];
  const parts = ['@socket.io/component-emitter', 'engine.io-client', 'socket.io-parser'];
  peers.push('socket.io-client', ...parts);
  root = makeConsumer([...peers, 'vue', 'react', '@types/react'], 'types');
});

/** The compiler's own libraries, which are read once. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** The compiler's errors about the app, and about the package at this path. */
function complaints(more: ts.CompilerOptions, replace: boolean, within: string): string[] {
  const files = names.map((name) => {
    let text = readFileSync(join(corpus, name), 'utf8');
    if (replace)
      text = text.replace(/from '([^']+)'/g, (_, from) => `from '${ours[from] ?? from}'`);
    const file = join(root, name);
    writeFileSync(file, text);
    return file;
  });
  const options: ts.CompilerOptions = {
    ...more,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: false,
    esModuleInterop: true,
    skipLibCheck: false,
    // The compiler's own libraries are not under test.
    skipDefaultLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...how) => {
    if (!/\/lib\.[\w.]+\.d\.ts$/.test(file)) return getSourceFile(file, ...how);
    if (!libraries.has(file)) libraries.set(file, getSourceFile(file, ...how));
    return libraries.get(file);
  };
  const program = ts.createProgram(files, options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => !file || file.fileName.includes(within) || files.includes(file.fileName))
    .map(({ file, start, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start!).line + 1 : 0;
      const place = file?.fileName.replace(root, '');
      return `${place}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
}

it('has a corpus of more than thirty pieces of app code', () => {
  const text = names.map((name) => readFileSync(join(corpus, name), 'utf8')).join('');
  expect(text.match(/^\/\/ \d+: /gm)!.length).toBeGreaterThan(30);
});

// With node16 and nodenext a module cannot import pusher-js's default export, so the peers do not compile either.
describe.each(['node10', 'bundler'] as const)('against the peers, with %s resolution', (how) => {
  it('compiles', () => {
    // The peers' own declarations need skipLibCheck.
    expect(complaints(resolutions[how], false, 'nowhere')).toEqual([]);
  });
});

// Only node16 and nodenext depend on the type of the app's package.
describe.each([
  ['module', ['node10', 'node16', 'nodenext', 'bundler']],
  ['commonjs', ['node16', 'nodenext']],
] as const)('against Oread, from a package of the type %s', (type, hows) => {
  it.each(hows)('compiles with %s resolution, with Oread’s declarations checked', (how) => {
    writeFileSync(join(root, 'package.json'), JSON.stringify({ private: true, type }));
    expect(complaints(resolutions[how], true, 'node_modules/oread/')).toEqual([]);
  });
});
