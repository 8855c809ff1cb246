// Every public member of the peers' types exists in Oread's; exceptions are listed here and in docs/differences.md.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const js = fileURLToPath(new URL('../../', import.meta.url));
const file = join(js, 'test/drop-in/pairs.ts');

/** Corresponding types of the peer and of Oread, and the peer's members that Oread omits. */
const pairs: [name: string, theirs: string, ours: string, without: string[]][] = [
  ['Echo', "echo.default<'reverb'>", "oread.default<'reverb'>", []],
  ['Echo, static', 'typeof echo.default', 'typeof oread.default', []],
  ["Echo's connector", of('reverb', 'connector'), ours('reverb', 'connector'), []],
  ["Echo's public channel", of('reverb', 'public'), ours('reverb', 'public'), []],
  ["Echo's private channel", of('reverb', 'private'), ours('reverb', 'private'), []],
  ["Echo's encrypted channel", of('reverb', 'encrypted'), ours('reverb', 'encrypted'), []],
  ["Echo's presence channel", of('reverb', 'presence'), ours('reverb', 'presence'), []],
  ['the inert connector', of('null', 'connector'), ours('null', 'connector'), []],
  ['the inert channel', of('null', 'presence'), ours('null', 'presence'), []],
  ['the broadcasters', 'echo.Broadcaster', 'oread.Broadcaster', ['socket.io']],
  ['options of Echo', of('reverb', 'options'), ours('reverb', 'options'), []],
  ['Connector', 'echo.Connector<any, any, any, any>', 'oread.Connector<any, any, any, any>', []],
  ['Connector, static', 'typeof echo.Connector', 'typeof oread.Connector', ['_defaultOptions']],
  ['Channel of Echo', 'echo.Channel', 'oread.Channel', []],
  ['EventFormatter', 'echo.EventFormatter', 'oread.EventFormatter', []],
  [
    'Pusher',
    'pusher.default',
    'client.default',
    ['timeline', 'timelineSender', 'timelineSenderTimer'],
  ],
  [
    'Pusher, static',
    'typeof pusher.default',
    'typeof client.default',
    ['ScriptReceivers', 'DependenciesReceivers', 'auth_callbacks'],
  ],
  ['Options', 'pusher.Options', 'client.Options', []],
  [
    'Config',
    "pusher.default['config']",
    "client.default['config']",
    ['userAuthenticator', 'channelAuthorizer'],
  ],
  ['Runtime', 'pusher.Runtime', 'client.Runtime', []],
  // Internal methods of the peer: the engine handles frames here.
  [
    'Channel',
    'pusher.Channel',
    'client.Channel',
    [
      ...['authorize', 'disconnect', 'handleEvent', 'cancelSubscription', 'reinstateSubscription'],
      ...['handleSubscriptionSucceededEvent', 'handleSubscriptionCountEvent', ...dispatcher()],
    ],
  ],
  [
    'PresenceChannel',
    'pusher.PresenceChannel',
    'client.PresenceChannel',
    [
      ...['authorize', 'disconnect', 'handleEvent', 'cancelSubscription', 'reinstateSubscription'],
      ...['handleSubscriptionSucceededEvent', 'handleSubscriptionCountEvent'],
      ...['handleInternalEvent', ...dispatcher()],
    ],
  ],
  [
    'Members',
    'pusher.Members',
    'client.Members',
    ['setMyID', 'onSubscription', 'addMember', 'removeMember', 'reset'],
  ],
  [
    'ConnectionManager',
    'pusher.ConnectionManager',
    'client.ConnectionManager',
    [
      ...['key', 'options', 'connection', 'timeline', 'activityTimeout', 'strategy', 'runner'],
      ...['unavailableTimer', 'activityTimer', 'retryTimer', 'send', 'send_event'],
      ...['errorCallbacks', 'handshakeCallbacks', 'connectionCallbacks', 'switchCluster'],
      ...dispatcher(),
    ],
  ],
  [
    'the user',
    "pusher.default['user']",
    "client.default['user']",
    ['pusher', 'serverToUserChannel', 'signinDonePromise', 'signin', ...dispatcher()],
  ],
  [
    'the watchlist',
    "pusher.default['user']['watchlist']",
    "client.default['user']['watchlist']",
    ['handleEvent', ...dispatcher()],
  ],
  [
    'the table of channels',
    "pusher.default['channels']",
    "client.default['channels']",
    ['add', 'remove', 'disconnect'],
  ],
];
function dispatcher(): string[] {
  return ['callbacks', 'global_callbacks', 'failThrough'];
}
function of(broadcaster: string, part: string): string {
  return `echo.Broadcaster['${broadcaster}']['${part}']`;
}
function ours(broadcaster: string, part: string): string {
  return of(broadcaster, part).replace('echo', 'oread');
}

const source = `
import * as echo from 'laravel-echo';
import * as pusher from 'pusher-js';
import * as oread from '../../src/index.js';
import * as client from '../../src/pusher/entry.js';
${pairs.map(([, theirs, ours], i) => `export type T${i} = ${theirs};\nexport type O${i} = ${ours};`).join('\n')}
`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
};
const host = ts.createCompilerHost(options);
const { getSourceFile } = host;
host.getSourceFile = (name, version, ...more) =>
  name === file
    ? ts.createSourceFile(file, source, version)
    : getSourceFile(name, version, ...more);
const program = ts.createProgram([file], options, host);
const checker = program.getTypeChecker();
const module = program.getSourceFile(file)!;
const exportsOf = (node: ts.Node) => checker.getExportsOfModule(checker.getSymbolAtLocation(node)!);
const types = new Map(
  exportsOf(module).map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
);

const hidden = (symbol: ts.Symbol) =>
  symbol.declarations?.some(
    (declaration) =>
      ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private ||
      ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal'),
  );
const members = (type: ts.Type) =>
  checker
    .getPropertiesOfType(type)
    .filter((symbol) => !hidden(symbol))
    .map(({ name }) => name);

const missing = (theirs: string[], ours: string[], without: string[]) =>
  theirs.filter((name) => !ours.includes(name) && !without.includes(name));

describe('every public member', () => {
  it.each(pairs.map(([name, , , without], i) => ({ name, without, i })))(
    'of $name is there',
    ({ without, i }) => {
      const theirs = members(types.get(`T${i}`)!);
      expect(theirs.length).toBeGreaterThan(0);
      expect(missing(theirs, members(types.get(`O${i}`)!), without)).toEqual([]);
    },
  );
});

it.each([
  ['laravel-echo', 0, 2],
  ['pusher-js', 1, 3],
])('every export of %s is there', (_, theirs, ours) => {
  const [from, into] = [theirs, ours].map((i) => {
    const { moduleSpecifier } = module.statements[i] as ts.ImportDeclaration;
    return exportsOf(moduleSpecifier).map(({ name }) => name);
  });
  expect(from!.length).toBeGreaterThan(5);
  expect(missing(from!, into!, [])).toEqual([]);
});
