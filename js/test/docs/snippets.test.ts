// The documents' snippets compile against the types: imports, names, options and payloads exist.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const js = fileURLToPath(new URL('../../', import.meta.url));
const root = join(js, '..');
const documents = [
  'README.md',
  'js/README.md',
  ...['docs', 'docs/api'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

/** Declarations of the reader's own code. */
const prelude = `
declare const echo: import('oread').default<'reverb'>;
declare const show: (...given: any[]) => void, onMount: (mounted: () => unknown) => void;
declare const key: string, wsHost: string, wsPort: number, wssPort: number, forceTLS: boolean, id: number;
declare const me: string, OrdersPage: any, socket: import('oread/socket.io').Socket;
declare const it: any, expect: any, defineConfig: (config: object) => object, defineProps: (props: string[]) => any;
interface Window { Echo: any; Pusher: any; EchoFactory: any; Livewire: any }
interface ImportMeta { readonly env: Record<string, any> }
declare const defineNuxtPlugin: (plugin: () => void) => any, useRuntimeConfig: () => any;
declare module '@sentry/browser';
declare module '@opentelemetry/api';
declare module '@angular/core';
declare module '@angular/platform-browser';
declare module '@inertiajs/react';
declare module 'react-native';
declare module 'axios';
declare module '*.vue';
declare module 'svelte';
declare module '*.svelte';
declare module '@/lib/*';
`;

interface Fence {
  file: string;
  /** The line in the document at which the text starts. */
  line: number;
  document: string;
  text: string;
}

/** The script in a fence of this language; for a diff, the result. */
function scriptOf(language: string, text: string): string {
  if (language === 'diff') return text.replace(/^-.*/gm, '').replace(/^[+ ]/gm, '');
  if (language === 'vue') return /<script setup>\n([^]*?)<\/script>/.exec(text)![1]!;
  // A part of a configuration.
  if (/^\w+: \{/.test(text)) return `({${text}});`;
  return text;
}

function fencesOf(document: string): Fence[] {
  const all = readFileSync(join(root, document), 'utf8');
  // A later fence can use the imports of an earlier one.
  const imported = new Map<string, string>();
  const found: Fence[] = [];
  for (const match of all.matchAll(/^```(jsx?|tsx?|vue|diff)\n([^]*?)^```$/gm)) {
    const language = match[1]!;
    let text = scriptOf(language, match[2]!);
    const own = new Map<string, string>();
    for (const [, one, many, from] of text.matchAll(
      /^import (?:type )?(\w+)?(?:, )?(?:\{([^}]*)\})? from ('.*')/gm,
    )) {
      if (one) own.set(one, `import ${one} from ${from};`);
      for (const name of many?.split(',').map((part) => part.trim()) ?? [])
        if (name) own.set(name, `import { ${name} } from ${from};`);
    }
    const before = [...imported].filter(
      ([name]) => !own.has(name) && new RegExp(`\\b${name}\\b`).test(text),
    );
    text = `${before.map(([, statement]) => statement).join(' ')} ${text}\nexport {};\n`;
    for (const [name, statement] of own) imported.set(name, statement);
    const line = all.slice(0, match.index).split('\n').length + 1;
    const extension = { jsx: 'jsx', ts: 'ts', tsx: 'tsx' }[language] ?? 'js';
    // A snippet with a file name can be imported by another one.
    const named = /^\/\/ ([^\s:*?]+(?<!\.d)\.[jt]sx?)\b/.exec(match[2]!)?.[1];
    const folder = join(js, 'test/docs', document.replace(/\W/g, '-'));
    const file = join(folder, named ?? `line-${line}.${extension}`);
    found.push({ file, line, document, text });
  }
  return found;
}

const fences = documents.flatMap(fencesOf);

/** The source of each entry's types. */
function paths(): Record<string, string[]> {
  const { exports } = JSON.parse(readFileSync(join(js, 'package.json'), 'utf8'));
  const found: Record<string, string[]> = {};
  for (const [path, { types }] of Object.entries<any>(exports)) {
    const source = types?.import.replace('dist/types', 'src').replace('.d.ts', '.ts');
    if (source) found[`oread${path.slice(1)}`] = [join(js, source)];
  }
  // The paths of docs/migrate.md for TypeScript.
  found['pusher-js'] = found['oread/pusher']!;
  return found;
}

function complaints(): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.Preserve,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    paths: paths(),
    allowJs: true,
    checkJs: true,
    strict: true,
    noImplicitAny: false,
    skipLibCheck: true,
    noEmit: true,
  };
  const reader = join(js, 'test/docs/reader.d.ts');
  const texts = new Map([
    [reader, prelude],
    ...fences.map(({ file, text }) => [file, text] as const),
  ]);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  // The snippets' folders do not exist on disk.
  delete host.directoryExists;
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.getSourceFile = (file, version, ...more) =>
    texts.has(file)
      ? ts.createSourceFile(file, texts.get(file)!, version)
      : getSourceFile(file, version, ...more);
  const program = ts.createProgram([...texts.keys()], options, host);
  return fences.flatMap(({ file, line, document }) => {
    const source = program.getSourceFile(file)!;
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ start, messageText }) => {
      const at = source.getLineAndCharacterOfPosition(start!).line + line;
      return `${document}:${at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

it('finds the snippets', () => {
  expect(fences.length).toBeGreaterThan(25);
});

it('contains only code that compiles', { timeout: 60_000 }, () => {
  expect(complaints()).toEqual([]);
});
