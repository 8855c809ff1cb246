// The delivery bench, for Node and browsers: two clients on fake sockets are checked to deliver the same events, then timed in
// turns.

const FRAMES = 256; // Distinct frames per cell; more than one, so that caching a single text does not help.

/** Waits until `done()`, or throws an error that says what it waited for. */
export async function until(what, done) {
  for (let i = 0; i < 2000; i += 1) {
    if (done()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`deliver: waited 10 s for ${what}`);
}

const now = () => performance.now();

/** Makes new events for the same texts, so that their timestamps are recent, as in production. */
const eventsOf = (texts) => texts.map((data) => new MessageEvent('message', { data }));

function pump(client, events, count) {
  const deliver = client.socket.receiver();
  const begun = now();
  for (let i = 0; i < count; i += 1) deliver(events[i & (FRAMES - 1)]);
  return ((now() - begun) * 1e6) / count;
}

/** Lets timers and promises run, as between bursts in production. */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

/** Checks that both clients deliver the same events with the same payloads; otherwise timing is meaningless. */
async function verify(clients, texts, expected) {
  for (const client of clients) {
    client.record = [];
    // Twice: what a client caches from the first time must not change what it delivers.
    for (let round = 0; round < 2; round += 1) {
      for (const event of eventsOf(texts)) client.socket.emit('message', event);
      await breathe();
    }
  }
  const [a, b] = clients.map((client) => client.record);
  for (const client of clients) client.record = null;
  if (a.length !== expected * 2 || b.length !== a.length)
    throw new Error(`deliver: heard ${a.length} and ${b.length} events, expected ${expected * 2}`);
  const odd = a.findIndex((text, i) => text !== b[i]);
  if (odd >= 0) throw new Error(`deliver: payloads differ: ${a[odd]} / ${b[odd]}`);
}

/** Returns the number of messages that take about `ms`. */
async function calibrate(client, texts, ms) {
  let count = FRAMES;
  for (;;) {
    const spent = (pump(client, eventsOf(texts), count) * count) / 1e6;
    await breathe();
    if (spent > ms || count >= FRAMES << 8) return count;
    count *= 2;
  }
}

/**
 * Times one cell in turns; returns `{ theirs, mine }`, the ns per message of each round. `frames` makes the messages of the
 * cell.
 */
export async function race([peer, ours], cell, { frames, rounds, ms }) {
  const texts = frames({ ...cell, count: FRAMES });
  const expected = texts.length - Math.floor((texts.length * cell.unheardPercent) / 100);
  await verify([peer, ours], texts, expected);

  const counts = new Map();
  for (const client of [peer, ours]) counts.set(client, await calibrate(client, texts, ms));
  const [theirs, mine] = [[], []];
  const turns = [
    [peer, theirs],
    [ours, mine],
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (const [client, times] of round % 2 ? turns.toReversed() : turns) {
      times.push(pump(client, eventsOf(texts), counts.get(client)));
      await breathe();
    }
  }
  return { theirs, mine };
}
