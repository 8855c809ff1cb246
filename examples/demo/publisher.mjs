// A back end for the demo: moves tasks and changes services through the npm `pusher` SDK. Before each change it reads
// the current state from the server's cache of the last event, so that several publishers and pages do not undo each
// other's changes.
import Pusher from 'pusher';
import {
  board,
  changed,
  moved,
  columns,
  services,
  status,
  tasks,
  troubles,
} from './public/seed.mjs';

const url = new URL(process.env.OREAD_URL ?? 'http://127.0.0.1:6001');
const pauseMs = Number(process.env.DEMO_PAUSE_MS ?? 2200);
const pusher = new Pusher({
  appId: process.env.OREAD_APP_ID ?? '1',
  key: process.env.OREAD_KEY ?? 'oread-key',
  secret: process.env.OREAD_SECRET,
  host: url.hostname,
  port: url.port,
  useTLS: url.protocol === 'https:',
});

const boardChannel = `private-${board.channel}`;
const any = (list) => list[Math.floor(Math.random() * list.length)];
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The data of the last event on a cache channel, if there was one. */
async function last(channel) {
  const answer = await pusher.get({ path: `/channels/${channel}`, params: { info: 'cache' } });
  const { cache } = await answer.json();
  return cache ? JSON.parse(cache.data) : undefined;
}

async function moveTask() {
  const cards = (await last(boardChannel))?.board ?? tasks;
  // From a full column, but not a card that was just moved.
  const size = (card) => cards.filter((one) => one.column === card.column).length;
  const card = any(cards.slice(2).filter((one) => size(one) >= cards.length / columns.length));
  const at = columns.findIndex((column) => column.id === card.column);
  // Mostly forward; finished cards return to the start.
  const next = columns[(at + (Math.random() < 0.8 ? 1 : 2)) % columns.length];
  const after = moved(cards, card.id, next.id);
  await pusher.trigger(boardChannel, `App\\Events\\${board.event}`, {
    task: after[0],
    board: after,
    sent_at: Date.now(),
  });
}

async function changeService() {
  const all = (await last(status.channel))?.services ?? services;
  const troubled = all.filter((one) => one.status !== 'up');
  const mend = troubled.length > 1 || (troubled.length === 1 && Math.random() < 0.6);
  const { id } = any(mend ? troubled : all);
  const news = mend
    ? { id, status: 'up', incident: null, ms: 30 + Math.floor(Math.random() * 120) }
    : { id, status: Math.random() < 0.7 ? 'slow' : 'down', incident: any(troubles[id]) };
  await pusher.trigger(status.channel, status.event, {
    service: news,
    services: changed(all, id, news),
    sent_at: Date.now(),
  });
}

let quiet = false;
for (;;) {
  await wait(pauseMs * (0.6 + Math.random() * 0.8));
  try {
    await (Math.random() < 0.7 ? moveTask() : changeService());
    quiet = false;
  } catch (error) {
    if (!quiet) console.error(`publisher: ${error.message}; retrying`);
    quiet = true;
  }
}
