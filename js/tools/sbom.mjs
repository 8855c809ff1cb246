// Prints the software bill of materials of a release as CycloneDX JSON: what is compiled into, or linked by, the files that
// `./dev release` packs. THIRD_PARTY_NOTICES.md lists the same parts for people.
//   node js/tools/sbom.mjs --version 2.5.0 --epoch SECONDS [--artifact NPM_OR_DEB_FILE]...
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';

const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    epoch: { type: 'string' },
    artifact: { type: 'string', multiple: true, default: [] },
  },
});
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));

/** The version of an installed Debian package; the release was built with it. */
const debian = (name) =>
  execFileSync('dpkg-query', ['-W', '-f', '${Version}\n', name], { encoding: 'utf8' }).split(
    '\n',
  )[0];

// [name, Debian package that provides it, licence]
const inWasm = [
  ['Emscripten', 'emscripten', 'MIT OR NCSA'],
  ['musl libc', 'emscripten', 'MIT'],
  ['libc++', 'emscripten', 'Apache-2.0 WITH LLVM-exception'],
  ['binaryen', 'binaryen', 'Apache-2.0'],
];
const inCommand = [
  ['libwebsockets', 'libwebsockets-dev', 'MIT'],
  ['OpenSSL', 'libssl-dev', 'Apache-2.0'],
  ['libsodium', 'libsodium-dev', 'ISC'],
  ['c-ares', 'libc-ares-dev', 'MIT'],
  ['hiredis', 'libhiredis-dev', 'BSD-3-Clause'],
  ['nlohmann/json', 'nlohmann-json3-dev', 'MIT'],
  ['CLI11', 'libcli11-dev', 'BSD-3-Clause'],
];

function component(type, name, { license, ...rest }) {
  const made = new Models.Component(type, name, { bomRef: rest.bomRef ?? name, ...rest });
  made.licenses.add(
    / /.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license),
  );
  return made;
}

function fromDebian([name, source, license]) {
  const version = debian(source);
  return component(Enums.ComponentType.Library, name, {
    version,
    license,
    // Colons, plus signs and tildes of a version are escaped in a package URL.
    purl: `pkg:deb/debian/${source}@${encodeURIComponent(version)}?distro=debian-12`,
  });
}

function fromNpm(name) {
  const { version, license, integrity } = lock.packages[`node_modules/${name}`];
  const made = component(Enums.ComponentType.Library, name, {
    version,
    license,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  });
  const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  made.hashes.set(Enums.HashAlgorithm['SHA-512'], hash);
  return made;
}

const { version } = values;
const wasm = [...inWasm.map(fromDebian), fromNpm('@noble/ciphers')];
const native = inCommand.map(fromDebian);

const product = component(Enums.ComponentType.Application, 'oread', { version, license: 'MIT' });
const bom = new Models.Bom({
  metadata: new Models.Metadata({
    component: product,
    timestamp: new Date(Number(values.epoch) * 1000),
  }),
});
for (const part of [...wasm, ...native]) bom.components.add(part);

for (const path of values.artifact) {
  const name = basename(path);
  const made = component(Enums.ComponentType.File, name, { version, license: 'MIT' });
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
  made.hashes.set(Enums.HashAlgorithm['SHA-256'], digest);
  for (const part of name.endsWith('.deb') ? native : wasm) made.dependencies.add(part.bomRef);
  product.dependencies.add(made.bomRef);
  bom.components.add(made);
}

const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
const json = new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 });
const wrong = await new Validation.JsonStrictValidator(Spec.Spec1dot6.version).validate(json);
if (wrong) throw new Error(`the bill of materials is not CycloneDX 1.6: ${JSON.stringify(wrong)}`);
process.stdout.write(`${json}\n`);
