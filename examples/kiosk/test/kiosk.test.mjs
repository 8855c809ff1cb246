// The board as people see it: in a terminal, against a real server that comes, goes and sends what it likes.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Stage, makeAuthority, runKiosk } from './stage.mjs';

const stage = new Stage();
const secure = new Stage();
const state = {
  organization: { name: 'Ridge' },
  services: [
    { id: 1, name: 'Cable car', status: 'up', status_message: null },
    { id: 2, name: 'Radio', status: 'degraded', status_message: 'It hisses.' },
  ],
  incidents: [
    { id: 7, title: 'Radio hisses on channel 4', status: 'open', message: 'Use channel 7.' },
  ],
  maintenances: [],
};
const publishAll = (one, changes = {}) =>
  one.publish('cache-organization.1', 'status.published', { ...state, ...changes });
const radio = (status) => ({
  service: { ...state.services[1], status },
  old_status: 'up',
  new_status: status,
});

let authority;
let stranger;
before(async () => {
  authority = makeAuthority(secure.folder, 'ours');
  stranger = makeAuthority(secure.folder, 'theirs');
  await Promise.all([stage.reserve(), secure.reserve(authority)]);
  await Promise.all([stage.startServer('--demo-auth'), secure.startServer()]);
});
after(() => Promise.all([stage.stop(), secure.stop()]));

test('it shows the state, follows changes, and gives the terminal back', async () => {
  const board = stage.board();
  await board.shows(/connected for/);
  assert.match(board.screen.text, /Nothing is known yet\./);
  await publishAll(stage);
  await board.shows(/Ridge status[^]*Some things are slow or limited\.[^]*▲ Radio +degraded/);
  await board.shows(/Radio hisses on channel 4 .* open/);
  await stage.publish('organization.1', 'service.status.changed', radio('down'));
  await board.shows(/Something is down\.[^]*▼ Radio +down/);
  const incident = { ...state.incidents[0], status: 'resolved' };
  await stage.publish('organization.1', 'incident.resolved', { incident });
  await board.shows(/Radio hisses on channel 4 .* resolved/);
  assert.match(board.screen.text, /last update \d\d:\d\d:\d\d/);
  assert.equal(board.screen.isOther, true);
  assert.equal(board.screen.hasCursor, false);

  // Nobody should see this, and the shell should not run it.
  board.type('rm -rf board\n\x1a\x13');
  await stage.publish('organization.1', 'service.status.changed', radio('up'));
  await board.shows(/■ Radio +up/);
  assert.doesNotMatch(board.screen.text, /rm -rf/);
  assert.equal(await board.signal('SIGTERM'), 0);
  assert.equal(board.screen.isOther, false);
  assert.equal(board.screen.hasCursor, true);
  assert.match(board.raw, /\?1049l[^]*restored\r\n$/);
});

test('Ctrl-C ends it', async () => {
  const board = stage.board();
  await board.shows(/connected for/);
  board.type('\x03');
  assert.equal(await board.ended, 0);
  assert.match(board.raw, /restored\r\n$/);
});

test('it draws itself again when the window changes its size', async () => {
  const board = stage.board([], { columns: 100, rows: 24 });
  await board.shows(/Services ─+ +Incidents ─+/);
  const before = board.screen.erased;
  await board.resize(40, 30);
  await board.shows(/Services ─+\n[^]*\n Incidents ─+\n/);
  assert.ok(board.screen.erased > before);
  assert.ok(board.screen.lines.every((line) => line.length <= 40));
  await board.resize(120, 20);
  await board.shows(/Services ─+ +Incidents ─+/);
  assert.match(
    board.screen.lines[19],
    /connected for .* last update|connected for .* no update yet/,
  );
  // Also while it is very small.
  const again = board.screen.erased;
  await board.resize(3, 2);
  await board.until(() => board.screen.erased > again, 'small picture');
  await board.resize(80, 24);
  await board.shows(/connected for/);
  assert.equal(await board.signal('SIGHUP'), 0);
});

test('it starts without a network, from its file, and goes on when the server comes', async () => {
  const file = stage.path('boot.json');
  // The cache channel of the earlier tests sends its last event at once.
  await publishAll(stage);
  const first = await runKiosk([
    '--url',
    stage.url,
    '--state',
    file,
    '--snapshot',
    stage.path('a.svg'),
    '--updates',
    '1',
  ]);
  assert.equal(first.code, 0, first.stderr);
  await stage.killServer();

  const board = stage.board(['--state', file]);
  await board.shows(/OLD, as of \d\d:\d\d, .* ago\.[^]*▲ Radio +degraded/);
  await board.shows(/offline since \d\d:\d\d, next attempt in \d+ s/);
  await board.shows(/cannot connect to 127\.0\.0\.1:\d+/);
  assert.match(
    board.screen.text,
    /Then: Some things are slow or limited\. Later changes are not shown\./,
  );
  await stage.startServer('--demo-auth');
  await board.shows(/● connected for/);
  assert.match(board.screen.text, /Changes (at|from) .* may be missing\./);
  await publishAll(stage, { organization: { name: 'Valley' } });
  await board.shows(/Valley status/);
  assert.doesNotMatch(board.screen.text, /may be missing|OLD/);
  assert.equal(await board.signal('SIGINT'), 0);
  assert.match(readFileSync(file, 'utf8'), /Valley/);
});

test('it survives a restart of the server', async () => {
  const board = stage.board();
  await board.shows(/connected for/);
  await publishAll(stage);
  await board.shows(/Ridge status/);
  await stage.killServer();
  await board.shows(/OLD, as of[^]*offline since \d\d:\d\d/);
  await stage.startServer('--demo-auth');
  await board.shows(/● connected for/);
  await stage.publish('organization.1', 'service.status.changed', radio('down'));
  await board.shows(/may be missing\.[^]*▼ Radio +down/);
  await publishAll(stage);
  await board.shows(/▲ Radio +degraded/);
  assert.doesNotMatch(board.screen.text, /may be missing/);
  assert.equal(await board.signal('SIGTERM'), 0);
});

test('a file that is damaged or of something else is refused in words', async () => {
  await publishAll(stage);
  const damaged = stage.path('damaged.json');
  writeFileSync(damaged, '{"kiosk":1,"source":"ws');
  const foreign = stage.path('foreign.txt');
  writeFileSync(foreign, 'a letter');
  const args = ['--url', stage.url, '--snapshot', stage.path('b.svg'), '--updates', '1', '--state'];
  const first = await runKiosk([...args, damaged]);
  assert.equal(first.code, 0);
  assert.match(
    first.stderr,
    /damaged\.json is not used: it is damaged; the next update replaces it/,
  );
  assert.match(readFileSync(damaged, 'utf8'), /Ridge/);
  const board = stage.board(['--state', foreign]);
  await board.shows(/connected for[^]*foreign\.txt is not used/);
  assert.equal(await board.signal('SIGTERM'), 0);
  const second = await runKiosk([...args, foreign]);
  assert.equal(second.code, 0);
  assert.match(
    second.stderr,
    /it was not written by this program; it is left alone, and nothing is saved/,
  );
  assert.equal(readFileSync(foreign, 'utf8'), 'a letter');
  assert.deepEqual(
    readdirSync(stage.folder).filter((name) => name.endsWith('.new')),
    [],
  );
});

test('texts of a server are text', async () => {
  const evil = '\x1b[2J\x1b]0;title\x07\x9b31m\x1bP‮<script>&\r\n';
  const service = {
    id: 1,
    name: `${evil}A`,
    status: `down\x1b[5m`,
    status_message: evil.repeat(100),
  };
  const board = stage.board();
  await board.shows(/connected for/);
  await publishAll(stage, {
    organization: { name: `${evil}B` },
    services: [service],
    incidents: [],
  });
  await board.shows(/○ \[2J \]0;title [^]*\[2J \]0;title/);
  await stage.publish('organization.1', 'incident.created', `{"incident": "${'\\u001b'}[2J"}`);
  await board.shows(/incident\.created: incident is not an object/);
  await stage.publish('organization.1', 'incident.created', '['.repeat(5000));
  await board.shows(/incident\.created: its data is not JSON/);
  // The screen of the test has accepted every byte; see screen.mjs.
  assert.equal(board.error, undefined);
  assert.equal(await board.signal('SIGTERM'), 0);

  const picture = stage.path('evil.svg');
  const made = await runKiosk(['--url', stage.url, '--snapshot', picture, '--updates', '1']);
  assert.equal(made.code, 0, made.stderr);
  const svg = readFileSync(picture, 'utf8');
  assert.match(svg, /&lt;script&gt;&amp;/);
  assert.doesNotMatch(svg, /<script|[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  await publishAll(stage);
});

test('NO_COLOR is respected', async () => {
  const plain = stage.board([], { env: { NO_COLOR: '1' } });
  await plain.shows(/▲ Radio +degraded/);
  // The last one belongs to what gives the terminal back.
  assert.doesNotMatch(plain.raw, /\x1b\[[\d;]*m(?!\x1b\[\?7h)/);
  assert.equal(await plain.signal('SIGTERM'), 0);
  const coloured = stage.board();
  await coloured.shows(/▲ Radio +degraded/);
  assert.match(coloured.raw, /\x1b\[33m▲/);
  assert.equal(await coloured.signal('SIGTERM'), 0);
});

test('without a terminal it writes a line for each change', async () => {
  const log = stage.log();
  await log.says(/^\d\d:\d\d:\d\d {2}live$/);
  await stage.publish('organization.1', 'service.status.changed', radio('down'));
  await log.says(/^\d\d:\d\d:\d\d {2}Radio: down$/);
  await stage.publish('organization.1', 'incident.created', { incident: [] });
  await stage.killServer();
  await log.says(/^\d\d:\d\d:\d\d {2}offline: the connection/);
  await stage.startServer('--demo-auth');
  assert.equal(await log.signal('SIGTERM'), 0);
  assert.doesNotMatch(log.lines.join('\n'), /\x1b/);
  assert.match(log.complaints, /^kiosk: incident\.created: incident is not an object$/m);
});

test('a private channel needs the auth endpoint', async () => {
  const channel = 'private-organization.1';
  const refused = stage.board(['-c', channel]);
  await refused.shows(new RegExp(`not subscribed to ${channel}[^]*${channel}: `));
  assert.equal(await refused.signal('SIGTERM'), 0);
  const endpoint = `${stage.url.replace('ws', 'http')}/broadcasting/auth`;
  const board = stage.board(['-c', channel, '--auth-endpoint', endpoint]);
  await board.shows(/● connected for/);
  await stage.publish(channel, 'service.status.changed', radio('down'));
  await board.shows(/Shows only what has changed since[^]*▼ Radio +down/);
  assert.equal(await board.signal('SIGTERM'), 0);
});

test('TLS with a private CA works, and another CA is refused in words', async () => {
  const board = secure.board(['--ca', authority.ca]);
  await board.shows(/● connected for/);
  await publishAll(secure);
  await board.shows(/▲ Radio +degraded/);
  assert.equal(await board.signal('SIGTERM'), 0);
  for (const ca of [['--ca', stranger.ca], []]) {
    const wrong = secure.board(ca);
    await wrong.shows(/offline since[^]*certificate is not trusted/);
    assert.equal(await wrong.signal('SIGTERM'), 0);
  }
  const missing = await runKiosk(['--url', secure.url, '--ca', secure.path('none.pem')]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /^kiosk: ca_file .*none\.pem/);
});

test('a snapshot without updates says why', async () => {
  const picture = secure.path('none.svg');
  const args = ['--snapshot', picture, '--updates', '1', '--within', '1', '--theme', 'light'];
  const made = await runKiosk(['--url', secure.url, '--ca', stranger.ca, ...args]);
  assert.equal(made.code, 1);
  assert.match(
    made.stderr,
    /fewer than 1 updates within 1 s: offline since .*certificate is not trusted/,
  );
  assert.match(readFileSync(picture, 'utf8'), /Nothing is known yet/);
});
