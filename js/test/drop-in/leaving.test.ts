// Checklist 72–80: leaving, returning, and failed subscriptions.
import { expect, test } from 'vitest';
import { both, inVirtualTime, same, type Stage } from './both.js';

inVirtualTime();

const left = 'pusher:unsubscribe';

test('72: leave ends all variants of a name, leaveChannel one channel, leaveAllChannels all', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const all = () => {
      for (const how of ['channel', 'private', 'join']) echo[how]('a');
      echo.channel('b');
    };
    const names = () => Object.keys(echo.connector.channels);
    all();
    await stage.connect();
    await stage.pass(50);
    echo.leave('a');
    const kept = [names()];
    all();
    echo.leaveChannel('private-a');
    kept.push(names());
    kept.push([echo.leave('unknown'), echo.leaveChannel('unknown')]);
    echo.leaveAllChannels();
    return [...kept, names()];
  });
  expect(seen).toEqual([['b'], ['b', 'a', 'presence-a'], [undefined, undefined], []]);
});

test('73: leaving sends one frame, and none if there never was a connection', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    echo.channel('early');
    echo.leave('early');
    echo.channel('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    echo.leave('a');
    echo.leave('a');
    await stage.pass(50);
    return [socket.asked(), socket.sent.filter(({ event }) => event === left)];
  });
  expect(seen).toEqual([['a'], [{ event: left, data: { channel: 'a' } }]]);
});

test('74: a channel that is requested again after leaving has a fresh subscription without the old listeners', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    echo.channel('a').listen('.e', stage.note('old'));
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    echo.leave('a');
    echo.channel('a').listen('.e', stage.note('new'));
    await stage.acknowledge(socket, 'a');
    stage.event(socket, 'e', 'a', 1);
    return [socket.asked(), stage.log];
  });
  expect(seen).toEqual([['a', 'a'], [['new', 1, {}]]]);
});

test('75, Better: a channel that is left and requested again before the acknowledgement has no old listeners', async () => {
  const { ours, peer } = await both(async (stage) => {
    const echo = stage.echo();
    echo.channel('a').listen('.e', stage.note('old'));
    const socket = await stage.connect();
    echo.leave('a');
    echo.channel('a').listen('.e', stage.note('new'));
    await stage.acknowledge(socket, 'a');
    stage.event(socket, 'e', 'a', 1);
    return stage.log.map(([who]) => who);
  });
  expect(peer).toEqual(['old', 'new']);
  expect(ours).toEqual(['new']);
});

test('76, Better: a channel that was unsubscribed directly is subscribed again when it is requested', async () => {
  const { ours, peer } = await both(async (stage) => {
    const echo = stage.echo();
    const first = echo.channel('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    first.unsubscribe();
    const second = echo.channel('a').listen('.e', stage.note());
    await stage.pass(50);
    stage.event(socket, 'e', 'a', 1);
    return [second === first, socket.asked().length, stage.log.length];
  });
  expect(peer).toEqual([true, 1, 0]);
  expect(ours).toEqual([false, 2, 1]);
});

test('77, Better: leaving while the signature is requested sends nothing and calls nothing', async () => {
  const { ours, peer } = await both(async (stage) => {
    const echo = stage.echo();
    const socket = await stage.connect();
    stage.server.delay = 500;
    echo.private('a');
    await stage.until(() => stage.server.asked.length);
    echo.leave('a');
    stage.server.answer = () => ({ status: 403, body: 'no' });
    echo.private('b').error(stage.note());
    await stage.until(() => stage.server.asked.length === 2);
    echo.leave('b');
    await stage.pass(1000);
    // A channel that was not really left is authorized again with every connection.
    const before = stage.server.asked.length;
    socket.drop();
    await stage.connect('5.6');
    await stage.pass(1000);
    return [socket.asked(), stage.log.length, stage.server.asked.length - before];
  });
  expect(peer).toEqual([['private-a'], 2, 2]);
  expect(ours).toEqual([[], 0, 0]);
});

/** Returns how often a channel is requested if the endpoint's first response is this one and later ones succeed. */
const asksAfter = (status: number) => async (stage: Stage) => {
  const echo = stage.echo();
  let answer = { status, body: 'no' } as object;
  stage.server.answer = () => answer;
  echo.private('a').error(stage.note());
  const socket = await stage.connect();
  await stage.until(() => stage.server.asked.length);
  answer = { auth: 'k:s' };
  await stage.pass(5000);
  const alone = socket.asked().length;
  if (alone) await stage.acknowledge(socket, 'private-a');
  echo.private('a');
  await stage.pass(1000);
  return { alone, onDemand: socket.asked().length, failures: stage.log.length };
};

test.each([[500], [503], [0]])(
  '78, Better: a request that fails with %d is made again',
  async (status) => {
    const { ours, peer } = await both(asksAfter(status));
    expect(peer).toEqual({ alone: 0, onDemand: 0, failures: 1 });
    expect(ours).toMatchObject({ alone: 1, onDemand: 1 });
  },
);

test('78, Better: a refusal is final until the app asks again', async () => {
  const { ours, peer } = await both(asksAfter(403));
  expect(peer).toEqual({ alone: 0, onDemand: 0, failures: 1 });
  expect(ours).toEqual({ alone: 0, onDemand: 1, failures: 1 });
});

test('79, Better: a signature for an old socket is discarded', async () => {
  const { ours, peer } = await both(async (stage) => {
    stage.server.answer = ({ form }) => ({ auth: `k:for ${form.socket_id}` });
    stage.server.delay = 3000;
    stage.echo().private('a');
    const socket = await stage.connect('1.1');
    await stage.pass(100);
    socket.drop();
    const second = await stage.connect('2.2');
    await stage.pass(10_000);
    return second.sent
      .filter(({ event }) => event === 'pusher:subscribe')
      .map(({ data }) => data.auth);
  });
  expect(peer).toContain('k:for 1.1');
  expect(ours).toEqual(['k:for 2.2']);
});

test('80: events that come before the acknowledgement reach their listeners', async () => {
  const seen = await same(async (stage) => {
    stage.echo().channel('a').listen('.e', stage.note());
    const socket = await stage.connect();
    await stage.until(() => socket.asked().length);
    stage.event(socket, 'e', 'a', 1);
    await stage.acknowledge(socket, 'a');
    return stage.log;
  });
  expect(seen).toEqual([[1, {}]]);
});
