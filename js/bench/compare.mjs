// ./dev compare: faults that applications meet with laravel-echo + pusher-js, each replayed with the real peer and with Oread
// under the same virtual clock, network, server and application. A row is a fault; `ok` means that Oread meets the goal and
// that the peer, which is known to have the fault, does not.
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

const meets = ({ max, min }, value) =>
  (max === undefined || value <= max) && (min === undefined || value >= min);

const rows = [];
for (const [name, fault] of Object.entries({
  ...page,
  ...auth,
  ...channels,
  ...connection,
  ...help,
})) {
  if (!name.includes(options.only)) continue;
  const { unit, max, min } = fault;
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
  rows.push({ name, unit, ...seen, ratio, goal: max ?? min, max, ok });
}

report(rows, {
  json: options.json,
  goalText: ({ goal, max }) => `${max === undefined ? '≥' : '≤'} ${goal}`,
  note: `${rows.length} faults; peer: laravel-echo with pusher-js; ok: ours meets the goal and the peer does not`,
});
process.exit();
