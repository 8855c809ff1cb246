// The two Socket.IO clients of the delivery bench as an application makes them, and the cells in which they are compared.
import { payload, SHARES, SIZES } from '../deliver/frames.mjs';
import { race, until } from '../deliver/race.mjs';

const HEARD = ['task-updated', 'task-created', 'comment-added'];
const UNHEARD = ['task-viewed', 'heartbeat'];

/** A server of Socket.IO 4. */
export const server = {
  opened(say) {
    const times = { pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000_000 };
    say(`0${JSON.stringify({ sid: 'of-the-session', upgrades: [], ...times })}`);
  },
  heard(text, say) {
    if (text.startsWith('40')) say('40{"sid":"of-the-socket"}');
  },
};

/** Messages of the server, of which `unheardPercent` percent carry an event without a listener. */
function frames({ size, unheardPercent, count }) {
  const made = [];
  let owed = 0;
  for (let n = 0; n < count; n += 1) {
    owed += unheardPercent;
    const unheard = owed >= 100;
    if (unheard) owed -= 100;
    const choice = unheard ? UNHEARD : HEARD;
    made.push(`42["${choice[n % choice.length]}",${payload(SIZES[size], n)}]`);
  }
  return made;
}

function cells() {
  const list = [];
  for (const size of Object.keys(SIZES))
    for (const [share, unheardPercent] of Object.entries(SHARES))
      list.push({ name: `${size}/${share}`, size, share, unheardPercent });
  return list;
}

/** Returns a connected client that listens to the heard events. */
async function connect(name, io, sockets) {
  const before = sockets.length;
  const socket = io('http://127.0.0.1:3000', { transports: ['websocket'], forceNew: true });
  const client = { name, io: socket, heard: 0, sum: 0, record: null, socket: null };
  const listener = (data) => {
    client.heard += 1;
    client.sum += data.order.id;
    if (client.record) client.record.push(JSON.stringify(data));
  };
  for (const event of HEARD) socket.on(event, listener);
  await until(`${name} to connect`, () => socket.connected);
  client.socket = sockets[before];
  return client;
}

/** Runs every cell and returns its rounds; calls `progress` with the name of each cell before it runs. */
export async function runCells({ peerIo, ourIo, sockets, quick, progress }) {
  const plan = { frames, ...(quick ? { rounds: 5, ms: 1.5 } : { rounds: 21, ms: 2 }) };
  const peer = await connect('socket.io-client', peerIo, sockets);
  const ours = await connect('oread/socket.io', ourIo, sockets);
  // Warm up both clients with every size and share before the first measurement.
  for (const cell of cells()) await race([peer, ours], cell, { frames, rounds: 15, ms: 1 });
  const results = [];
  for (const cell of cells()) {
    progress?.(cell.name);
    results.push({ ...cell, ...(await race([peer, ours], cell, plan)) });
  }
  for (const client of [peer, ours]) client.io.disconnect();
  return results;
}
