// ./dev bench socketio: how fast an event of a Socket.IO server reaches its listener, against socket.io-client in the same
// page, in Chromium.
//   --json    rows as JSON on standard output      --quick   fewer rounds
import { parseArgs } from 'node:util';
import { runInChromium } from './deliver/chromium.mjs';
import { RUNS } from './deliver/clients.mjs';
import { report } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});

// How many times faster than the peer.
const GOALS = { '100B/heard': 2 };

const page = new URL('socketio/page.mjs', import.meta.url);
const rows = [];
for (const { name, ours, peer, ratio } of await runInChromium({ ...options, page })) {
  const goal = GOALS[name] ?? null;
  const ok = goal === null || ratio >= goal;
  rows.push({ name: `socketio/${name}`, unit: 'ns/event', ours, peer, ratio, goal, ok });
}
report(rows, {
  json: options.json,
  goalText: (row) => (row.goal === null ? null : `≥ ${row.goal}×`),
  note: `peer: socket.io-client in the same page; ratio: how many times faster ours is, the median over the rounds of ${RUNS} runs`,
});
