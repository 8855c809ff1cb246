// Runs faults with the peer and with Oread, each in a world of its own, and prints one row per fault: `ok` means that Oread meets
// the goal and that the peer, which is known to have the fault, does not.
import { parseArgs } from 'node:util';
import { fixChance } from '../outage/chance.mjs';
import { VirtualTime } from '../outage/virtual-time.mjs';
import { report } from '../report.mjs';

const meets = ({ max, min }, value) =>
  (max === undefined || value <= max) && (min === undefined || value >= min);

/** `World`: the environment of one fault. `peer`: its name. Ends the process. */
export async function compare(World, faults, peer) {
  const { values: options } = parseArgs({
    options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  });
  const time = new VirtualTime().install();
  fixChance();
  const clients = await World.clients();

  const rows = [];
  for (const [name, fault] of Object.entries(faults)) {
    if (!name.includes(options.only)) continue;
    const { unit, max, min } = fault;
    const seen = {};
    for (const client of clients) {
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
    note: `${rows.length} faults; peer: ${peer}; ok: ours meets the goal and the peer does not`,
  });
  process.exit();
}
