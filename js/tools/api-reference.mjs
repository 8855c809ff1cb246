// Writes the API reference, docs/api/, from the types: a page for each entry in package.json that has types of its own.
//   node tools/api-reference.mjs [FOLDER]
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

const js = dirname(dirname(fileURLToPath(import.meta.url)));

/** Import name by source; a form of the package (`oread/wasm`) has the types of the entry that it is a form of. */
async function entries() {
  const { name, exports } = JSON.parse(await readFile(join(js, 'package.json'), 'utf8'));
  const found = new Map();
  for (const [path, { types }] of Object.entries(exports)) {
    const source = types?.import.replace('./dist/types/', '').replace('.d.ts', '');
    if (!source || found.has(source)) continue;
    // What is imported for its effect alone has nothing to refer to.
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
 * Modules go by import names. What no entry exports, but what is exported gives or takes, stands apart, where it has
 * something to say for itself.
 */
function arrange(converter, names) {
  const exported = new Set();
  // The plugin for what is not exported runs at 1e9.
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
  // What ends in an underscore is private, whatever TypeScript is told.
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const one of Object.values(project.reflections).filter(({ name }) => /[^_]_$/.test(name)))
      project.removeReflection(one);
  });
  // A parameter that is taken apart at once has no name of its own.
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const one of project.getReflectionsByKind(ReflectionKind.Parameter))
      if (one.name.startsWith('__')) one.name = 'options';
  });
  // What is said of the parameters of a constant that is a function is said of those of all its signatures.
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const { comment, signatures } of project.getReflectionsByKind(ReflectionKind.Function)) {
      if (!comment) continue;
      for (const one of signatures) one.comment = new Comment([], comment.clone().blockTags);
      comment.blockTags = [];
    }
  });
  // What a class inherits is read at the class that it extends.
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

/** What stands on a page and says nothing. Parts of a type that is written out where it is used need not. */
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
    throw new Error('the types could not be read without complaint');
  app.validate(project);
  const missing = undocumented(project);
  if (missing.length) throw new Error(`these have no docstring:\n${missing.join('\n')}`);
  await app.generateOutputs(project);
  const index = join(folder, 'README.md');
  const intro = await readFile(join(js, 'tools/api-reference.md'), 'utf8');
  await writeFile(index, (await readFile(index, 'utf8')).replace(/^(?=## )/m, `${intro}\n`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(js, '../docs/api'));
  await rm(folder, { recursive: true, force: true });
  await writeApiReference(folder);
}
