// ./dev compare: faults that apps meet with laravel-echo + pusher-js, each played to the real peer and to ours under the
// same virtual clock, network, server and app. A row is a fault; `ok` says that ours meets the goal, and that the peer,
// of whom the fault is known, does not.
//   --json         rows as JSON on standard output
//   --only TEXT    the faults whose name contains it
import { parseArgs } from 'node:util';
import { auth } from './compare/auth.mjs';
import { channels } from './compare/channels.mjs';
import { connection } from './compare/connection.mjs';
import { help } from './compare/help.mjs';
import { page } from './compare/page.mjs';
import { World } from './compare/world.mjs';
import { fixChance } from './outage/chance.mjs';
import { VirtualTime } from './outage/virtual-time.mjs';
import { report } from './report.mjs';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

const time = new VirtualTime().install();
fixChance();
const [peer, ours] = await World.clients();

const meets = ({ most, least }, value) =>
  (most === undefined || value <= most) && (least === undefined || value >= least);

const rows = [];
for (const [name, fault] of Object.entries({
  ...page,
  ...auth,
  ...channels,
  ...connection,
  ...help,
})) {
  if (!name.includes(options.only)) continue;
  const { unit, most, least } = fault;
  const seen = {};
  for (const client of [peer, ours]) {
    const world = World.begin(time, client);
    try {
      seen[client.kind] = Number(await fault.run(world));
    } finally {
      await world.end();
    }
  }
  const ok = meets(fault, seen.ours) && !meets(fault, seen.peer);
  const ratio = Number.isFinite(seen.ours / seen.peer) ? seen.ours / seen.peer : null;
  rows.push({ name, unit, ...seen, ratio, goal: most ?? least, most, ok });
}

report(rows, {
  json: options.json,
  goalText: ({ goal, most }) => `${most === undefined ? '≥' : '≤'} ${goal}`,
  note: `${rows.length} faults; peer: laravel-echo with pusher-js; ok: ours meets the goal and the peer does not`,
});
process.exit();
