// Writes the API reference, docs/api/, from the types: one page for each entry of package.json with its own types.
//   node tools/api-reference.mjs [FOLDER]
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

const js = dirname(dirname(fileURLToPath(import.meta.url)));

/** Import names by source. Variants of the package (`oread/wasm`) share the types of their entry. */
async function entries() {
  const { name, exports } = JSON.parse(await readFile(join(js, 'package.json'), 'utf8'));
  const found = new Map();
  for (const [path, { types }] of Object.entries(exports)) {
    const source = types?.import.replace('./dist/types/', '').replace('.d.ts', '');
    if (!source || found.has(source)) continue;
    // An entry that is imported for its side effect exports nothing.
    if (!/^export (?!\{\})/m.test(await readFile(join(js, `src/${source}.ts`), 'utf8'))) continue;
    found.set(source, name + path.slice(1));
  }
  return found;
}

const aside = 'Related types';
const modulesOf = ({ project }) => project.getChildrenByKind(ReflectionKind.Module);
const tagged = (tag, text) => new CommentTag(tag, [{ kind: 'text', text }]);

function named(one, name) {
  one.name = name;
  const [made] = one.getChildrenByKind(ReflectionKind.Constructor);
  for (const signature of made.signatures) signature.name = name;
}

/**
 * Modules are named by their imports. Types that no entry exports, but that occur in exported signatures, are listed
 * separately if they have a docstring or members.
 */
function arrange(converter, names) {
  const exported = new Set();
  // The plugin for types that are not exported runs at 1e9.
  converter.on(
    Converter.EVENT_RESOLVE_BEGIN,
    (context) => {
      for (const module of modulesOf(context)) {
        module.name = names.get(module.name) ?? names.get(`${module.name}/index`);
        for (const child of module.children ?? []) {
          exported.add(child);
          if (child.name === 'default' && child.kindOf(ReflectionKind.Class)) named(child, 'Echo');
        }
      }
    },
    2e9,
  );
  converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const child of modulesOf(context).flatMap(({ children }) => children ?? [])) {
      if (exported.has(child)) continue;
      const [declaration] = context.getSymbolFromReflection(child)?.declarations ?? [];
      const inner = declaration?.getSourceFile().fileName.includes('/src/host/');
      if (child.comment && !inner) child.comment.blockTags.push(tagged('@group', aside));
      else context.project.removeReflection(child);
    }
  });
  // Names that end with an underscore are private, even if TypeScript treats them as public.
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const one of Object.values(project.reflections).filter(({ name }) => /[^_]_$/.test(name)))
      project.removeReflection(one);
  });
  // A destructured parameter has no name.
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const one of project.getReflectionsByKind(ReflectionKind.Parameter))
      if (one.name.startsWith('__')) one.name = 'options';
  });
  // The parameter docs of a constant that is a function apply to all its signatures.
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const { comment, signatures } of project.getReflectionsByKind(ReflectionKind.Function)) {
      if (!comment) continue;
      // One example is enough for all of them.
      signatures.forEach((one, index) => {
        const tags = comment.clone().blockTags.filter(({ tag }) => !index || tag !== '@example');
        one.comment = new Comment([], tags);
      });
      comment.blockTags = [];
    }
  });
  // Inherited members are documented at the base class.
  converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      const inherited = Object.values(project.reflections).filter(
        (one) =>
          one.inheritedFrom?.reflection && one.parent?.kindOf(ReflectionKind.ClassOrInterface),
      );
      for (const one of inherited) project.removeReflection(one);
    },
    -50,
  );
}

const said = (one) =>
  one.hasComment() || (one.kindOf(ReflectionKind.CallSignature) && one.parent.hasComment());

/** What a page lists without a docstring. Members of inline types do not need one. */
const undocumented = (project) =>
  project
    .getReflectionsByKind(
      ReflectionKind.ClassOrInterface |
        ReflectionKind.TypeAlias |
        ReflectionKind.Variable |
        ReflectionKind.Property |
        ReflectionKind.CallSignature,
    )
    .filter((one) => !said(one) && !one.getFullName().includes('__type'))
    .map((one) => one.getFriendlyFullName());

/** The beginnings of pages, by import. */
async function examples() {
  const text = await readFile(join(js, 'tools/api-examples.md'), 'utf8');
  return text
    .split(/^# /m)
    .slice(1)
    .map((section) => [
      section.slice(0, section.indexOf('\n')),
      section.replace(/^.*\n/, '').trim(),
    ]);
}

export async function writeApiReference(folder) {
  const sources = await entries();
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown', 'typedoc-plugin-missing-exports'],
    entryPoints: [...sources.keys()].map((source) => join(js, `src/${source}.ts`)),
    tsconfig: join(js, 'tsconfig.types.json'),
    basePath: join(js, 'src'),
    displayBasePath: join(js, 'src'),
    name: 'API reference',
    readme: 'none',
    router: 'module',
    logLevel: 'Warn',
    // The compiler has its own test.
    skipErrorChecking: true,
    placeInternalsInOwningModule: true,
    excludeInternal: true,
    excludePrivate: true,
    disableSources: true,
    disableGit: true,
    hideGenerator: true,
    excludeExternals: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    flattenOutputFiles: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
    out: folder,
    validation: { invalidLink: true, notExported: false },
    sort: ['source-order'],
    groupOrder: ['*', aside],
  });
  arrange(app.converter, sources);
  const project = await app.convert();
  if (!project || app.logger.hasWarnings() || app.logger.hasErrors())
    throw new Error('TypeDoc reported errors or warnings');
  app.validate(project);
  const missing = undocumented(project);
  if (missing.length) throw new Error(`these have no docstring:\n${missing.join('\n')}`);
  await app.generateOutputs(project);
  for (const [name, intro] of await examples()) {
    const page = join(folder, `${name.replaceAll('/', '.')}.md`);
    const text = await readFile(page, 'utf8');
    await writeFile(
      page,
      text.replace(/^# .*\n/, (title) => `${title}\n${intro}\n`),
    );
  }
  const index = join(folder, 'README.md');
  const intro = await readFile(join(js, 'tools/api-reference.md'), 'utf8');
  await writeFile(index, (await readFile(index, 'utf8')).replace(/^(?=## )/m, `${intro}\n`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(js, '../docs/api'));
  await rm(folder, { recursive: true, force: true });
  await writeApiReference(folder);
}
