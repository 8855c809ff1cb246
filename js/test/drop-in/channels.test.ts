// Checklist 45–60: what listeners of a channel receive.
import { expect, test } from 'vitest';
import { both, inVirtualTime, same, type Stage } from './both.js';

inVirtualTime();

/** A public channel `a` that is subscribed. */
async function subscribed(stage: Stage, options: object = {}) {
  const echo = stage.echo(options);
  const channel = echo.channel('a');
  const socket = await stage.connect();
  await stage.acknowledge(socket, 'a');
  return { echo, channel, socket };
}

test('45: a name is one object and one subscription', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const equal = ['channel', 'private', 'encryptedPrivate', 'join'].map(
      (how) => echo[how]('a') === echo[how]('a'),
    );
    const socket = await stage.connect();
    await stage.pass(100);
    return [
      equal,
      socket
        .asked()
        .filter((name) => !name.includes('encrypted'))
        .sort(),
    ];
  });
  expect(seen).toEqual([Array(4).fill(true), ['a', 'presence-a', 'private-a']]);
});

test('46: channels have their full names', async () => {
  const seen = await same((stage) => {
    const one = stage.echo();
    return ['channel', 'private', 'encryptedPrivate', 'join'].map((how) => one[how]('a').name);
  });
  expect(seen).toEqual(['a', 'private-a', 'private-encrypted-a', 'presence-a']);
});

test('47: the prefix decides, not the method', async () => {
  const seen = await same(async (stage) => {
    stage.echo().channel('private-x');
    const socket = await stage.connect();
    await stage.until(() => socket.asked().length);
    return [stage.server.asked.map(({ form }) => form.channel_name), socket.sent];
  });
  expect(seen).toEqual([
    ['private-x'],
    [{ event: 'pusher:subscribe', data: { auth: 'k:s', channel: 'private-x' } }],
  ]);
});

test('48: all chainable methods return the channel', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const [channel, room] = [echo.channel('a'), echo.join('a')];
    await stage.connect();
    await stage.pass(50);
    const f = () => {};
    const ours = (one: any, what: string, ...args: unknown[]) => one[what](...args) === one;
    return [
      ...['listen', 'stopListening', 'listenForWhisper', 'stopListeningForWhisper', 'on'].map(
        (what) => ours(channel, what, 'e', f),
      ),
      ...[
        ...['listenToAll', 'stopListeningToAll', 'notification', 'stopListeningForNotification'],
        ...['subscribed', 'error'],
      ].map((what) => ours(channel, what, f)),
      ...['here', 'joining', 'leaving'].map((what) => ours(room, what, f)),
      ours(room, 'whisper', 'e', {}),
      echo.listen('b', 'e', f) === echo.channel('b'),
    ];
  });
  expect(seen).toEqual(Array(16).fill(true));
});

test('49: calls made before the connection is up take effect afterwards, in order', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    for (const name of ['c', 'a', 'b']) echo.channel(name).listen('.e', stage.note(name));
    const socket = await stage.connect();
    for (const name of ['a', 'b', 'c']) await stage.acknowledge(socket, name);
    for (const name of ['b', 'c']) stage.event(socket, 'e', name);
    return [socket.asked(), stage.log];
  });
  expect(seen).toEqual([
    ['c', 'a', 'b'],
    [
      ['b', {}, {}],
      ['c', {}, {}],
    ],
  ]);
});

test('50, 51: listeners are called in the order of registration, global ones first; a listener added twice is called twice', async () => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    const twice = stage.note('twice');
    channel.listen('.e', twice).listen('.e', stage.note('second')).listen('.e', twice);
    channel.listenToAll(stage.note('all'));
    stage.event(socket, 'e', 'a', 1);
    return stage.log.map(([what]) => what);
  });
  expect(seen).toEqual(['all', 'twice', 'second', 'twice']);
});

test('52, 53: stopListening removes every copy of a listener, or all listeners; an unknown one is ignored', async () => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    const [f, g] = [stage.note('f'), stage.note('g')];
    channel.listen('.e', f).listen('.e', g).listen('.e', f).listen('.other', f);
    channel.stopListening('.e', f).stopListening('.none', f).stopListening('.none');
    stage.event(socket, 'e', 'a', 1);
    channel.stopListening('.e');
    stage.event(socket, 'e', 'a', 2);
    stage.event(socket, 'other', 'a', 3);
    return stage.log;
  });
  expect(seen).toEqual([
    ['g', 1, {}],
    ['f', 3, {}],
  ]);
});

test('54: a listener receives data and metadata, with the sender if the server vouches for one', async () => {
  const seen = await same(async (stage) => {
    const room = stage.echo().join('a').listen('.e', stage.note('e'));
    room.listenForWhisper('w', stage.note('w'));
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', {
      presence: { count: 1, ids: ['1'], hash: { 1: {} } },
    });
    stage.event(socket, 'e', 'presence-a', { n: 1 });
    stage.event(socket, 'client-w', 'presence-a', { n: 2 }, { user_id: '7' });
    return stage.log;
  });
  expect(seen).toEqual([
    ['e', { n: 1 }, {}],
    ['w', { n: 2 }, { user_id: '7' }],
  ]);
});

test.each([
  ['"{\\"a\\":1}"', { a: 1 }],
  ['"no json"', 'no json'],
  ['"123"', 123],
  ['"null"', null],
  ['"\\"quoted\\""', 'quoted'],
  ['""', ''],
  ['{"deep":[1,"x"]}', { deep: [1, 'x'] }],
  ['[1,2]', [1, 2]],
  ['true', true],
])('55: data %s', async (data, payload) => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    channel.listen('.e', (...args: unknown[]) => stage.log.push([args[0]]));
    // Three times: the later ones may be dispatched without the engine.
    for (let i = 0; i < 3; i++) stage.say(socket, `{"event":"e","channel":"a","data":${data}}`);
    return stage.log;
  });
  expect(seen).toEqual(Array(3).fill([payload]));
});

test('56: the order of keys and the precision of numbers are those of JSON.parse', async () => {
  const text =
    '{"b":1,"a":12345678901234567890,"1":0.1000000000000000055,"0":-0,"c":1e400,"__x":[]}';
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    channel.listen('.e', (data: any) => stage.log.push([Object.keys(data), data]));
    for (let i = 0; i < 2; i++) stage.event(socket, 'e', 'a', undefined, { data: text });
    return stage.log;
  });
  expect(seen).toEqual(Array(2).fill([['0', '1', 'b', 'a', 'c', '__x'], JSON.parse(text)]));
});

test('57: listenToAll receives the names that listen accepts', async () => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    channel.listenToAll(stage.note());
    for (const name of ['App\\Events\\Foo', 'x', 'client-typing'])
      stage.event(socket, name, 'a', 1);
    stage.event(socket, 'pusher:cache_miss', 'a');
    return stage.log;
  });
  expect(seen).toEqual([
    ['Foo', 1],
    ['.x', 1],
    ['.client-typing', 1],
  ]);
});

test('58, Better: stopListeningToAll removes only the given listener', async () => {
  const { ours, peer } = await both(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    const [f, g] = [stage.note('f'), stage.note('g')];
    channel.listenToAll(f).listenToAll(g).stopListeningToAll(f);
    stage.event(socket, 'x', 'a', 1);
    channel.stopListeningToAll();
    stage.event(socket, 'x', 'a', 2);
    return stage.log;
  });
  expect(peer).toEqual([
    ['f', '.x', 1],
    ['g', '.x', 1],
  ]);
  expect(ours).toEqual([['g', '.x', 1]]);
});

test.each([
  ['App.Events', 'App\\EventsX\\Foo', '.App\\EventsX\\Foo', '\\Foo'],
  ['', 'Foo', '.Foo', 'oo'],
  [undefined, 'Foo', '.Foo', 'oo'],
])(
  '58, Better: with the namespace %j listenToAll names %s rightly',
  async (namespace, event, right, wrong) => {
    const { ours, peer } = await both(async (stage) => {
      const { channel, socket } = await subscribed(stage, { namespace });
      channel.listenToAll((name: string) => stage.log.push([name]));
      stage.event(socket, event, 'a', 1);
      return stage.log.flat();
    });
    expect([ours, peer]).toEqual([[right], [wrong]]);
  },
);

test('59: a listener added while an event is delivered is called for it, and so is one that is removed', async () => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    const removed = stage.note('removed');
    channel.listen('.e', () => {
      channel.stopListening('.e', removed);
    });
    channel.listen('.e', removed);
    stage.event(socket, 'e', 'a', 1);
    stage.event(socket, 'e', 'a', 2);
    channel.listen('.f', () => {
      if (stage.log.length < 3) channel.listen('.f', stage.note('added'));
    });
    stage.event(socket, 'f', 'a', 3);
    return stage.log;
  });
  expect(seen).toEqual([
    ['removed', 1, {}],
    ['added', 3, {}],
  ]);
});

test('60, Better: a listener that throws does not stop the others, and its error is reported', async () => {
  const { ours, peer } = await both(async (stage) => {
    const { channel, socket } = await subscribed(stage);
    const thrown = new Error('broken');
    channel.listen('.e', () => {
      throw thrown;
    });
    channel.listen('.e', stage.note('next'));
    for (const n of [1, 2]) {
      stage.event(socket, 'e', 'a', n);
      await stage.pass(10);
    }
    return [stage.log.length, stage.uncaught.map((error) => error === thrown)];
  });
  expect(peer).toEqual([0, [true, true]]);
  expect(ours).toEqual([2, [true, true]]);
});
