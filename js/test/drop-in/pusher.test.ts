// Checklist 101–109: what apps use of pusher-js itself.
import PusherJs from 'pusher-js';
import { expect, test } from 'vitest';
import nacl from 'tweetnacl';
import Pusher from '../../src/pusher/entry.js';
import { both, inVirtualTime, same, type Stage, thrownBy } from './both.js';

inVirtualTime();

async function subscribed(stage: Stage, ...names: string[]) {
  const pusher = stage.pusher();
  const channels = names.map((name) => pusher.subscribe(name));
  const socket = await stage.connect();
  for (const name of names) await stage.acknowledge(socket, name);
  return { pusher, socket, channel: channels[0], channels };
}

test('101: the client receives the events of all channels after the channels do, except internal ones', async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    pusher.bind_global((event: string, data: unknown) => stage.log.push(['global', event, data]));
    pusher.bind('e', (data: unknown) => stage.log.push(['client', data]));
    pusher.subscribe('a').bind('e', (data: unknown) => stage.log.push(['channel', data]));
    pusher.channel('a').bind_global((event: string) => stage.log.push(['all of a', event]));
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    stage.event(socket, 'e', 'a', 1);
    stage.event(socket, 'e', 'not-mine', 2);
    pusher.unbind_global().unbind('e');
    stage.event(socket, 'e', 'a', 3);
    return stage.log;
  });
  expect(seen).toEqual([
    ['all of a', 'pusher:subscription_succeeded'],
    ['all of a', 'e'],
    ['channel', 1],
    ['global', 'e', 1],
    ['client', 1],
    ['global', 'e', 2],
    ['client', 2],
    ['all of a', 'e'],
    ['channel', 3],
  ]);
});

test('102: channel(), allChannels() and channels find the channels', async () => {
  const seen = await same((stage) => {
    const pusher = stage.pusher();
    const [a, b] = [pusher.subscribe('a'), pusher.subscribe('b')];
    const { channels } = pusher;
    const known = [
      ...[pusher.channel('a') === a, pusher.channel('c'), pusher.subscribe('a') === a],
      ...[pusher.allChannels().length, Object.keys(channels.channels)],
      ...[channels.channels.b === b, channels.find('b') === b, channels.all()[1] === b],
    ];
    pusher.unsubscribe('a');
    return [...known, pusher.channel('a'), thrownBy(() => pusher.subscribe('#x'))];
  });
  const [names, refusal] = [['a', 'b'], 'Cannot create a channel with name "#x".'];
  expect(seen).toEqual([true, undefined, true, 2, names, true, true, true, undefined, refusal]);
});

test('103: trigger accepts client events and returns whether there is a connection', async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    const channel = pusher.subscribe('private-a');
    const before = channel.trigger('client-e', { n: 0 });
    const refused = thrownBy(() => channel.trigger('e', {}));
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'private-a');
    const after = channel.trigger('client-e', { n: 1 });
    await stage.pass(10);
    return [before, /'client-'/.test(`${refused}`), after, socket.sent.at(-1)];
  });
  const frame = { event: 'client-e', channel: 'private-a', data: { n: 1 } };
  expect(seen).toEqual([false, true, true, frame]);
});

test('104: bind and unbind by name, function and context; unbind_all', async () => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage, 'a');
    const [one, two] = [{ id: 'one' }, { id: 'two' }];
    const f = function (this: any) {
      stage.log.push([this?.id ?? 'none']);
    };
    const round = (change: () => unknown) => {
      const answered = change() === channel;
      stage.log.push([answered]);
      stage.event(socket, 'e', 'a', 1);
    };
    round(() => channel.bind('e', f, one).bind('e', f, two).bind('e', f));
    round(() => channel.unbind('e', f, one));
    round(() => channel.unbind('e', null, two));
    round(() => channel.bind('e', f, one).unbind('e', f));
    round(() => channel.bind('e', f, one).bind('x', f).unbind(null, null, one));
    round(() => channel.bind('e', f).unbind());
    round(() => channel.bind('e', f).bind_global(f).unbind_all());
    round(() => channel.bind('e', f, two).unbind('e'));
    return stage.log.flat();
  });
  expect(seen).toEqual(
    [true, 'one', 'two', 'none', true, 'two', 'none', true, 'none'].concat(Array(5).fill(true)),
  );
});

test('105: a channel reports the number of its subscriptions', async () => {
  const seen = await same(async (stage) => {
    const { channel, socket } = await subscribed(stage, 'a');
    channel.bind('pusher:subscription_count', stage.note());
    const before = channel.subscriptionCount;
    stage.event(socket, 'pusher_internal:subscription_count', 'a', { subscription_count: 4 });
    return [before, channel.subscriptionCount, stage.log];
  });
  expect(seen).toEqual([undefined, 4, [[{ subscription_count: 4 }]]]);
});

const userAuthentication = { endpoint: 'http://app.test/pusher/user-auth', transport: 'ajax' };

test("106: signing in, the user's events and the watchlist", async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher({ userAuthentication });
    pusher.user.bind('e', stage.note('user'));
    for (const name of ['online', 'offline'])
      pusher.user.watchlist.bind(name, stage.note('watchlist'));
    pusher.signin();
    pusher.signin();
    const socket = await stage.connect();
    await stage.until(() => socket.sent.some(({ event }: any) => event === 'pusher:signin'), 1000);
    const asked = stage.server.asked.map(({ form }) => form);
    const sent = socket.sent.filter(({ event }) => event === 'pusher:signin');
    const user = { id: 'u1', name: 'ada' };
    stage.event(socket, 'pusher:signin_success', '', { user_data: JSON.stringify(user) });
    await stage.until(() => socket.asked().length, 1000);
    await stage.acknowledge(socket, '#server-to-user-u1');
    stage.event(socket, 'e', '#server-to-user-u1', { n: 1 });
    for (const name of ['online', 'offline'])
      stage.event(socket, 'pusher_internal:watchlist_events', undefined, {
        events: [{ name, user_ids: ['u2', 'u3'] }],
      });
    const data = pusher.user.user_data;
    pusher.disconnect();
    return { asked, sent, data, after: pusher.user.user_data, log: stage.log };
  });
  const user_ids = ['u2', 'u3'];
  expect(seen).toEqual({
    asked: [{ socket_id: '12.34' }],
    sent: [{ event: 'pusher:signin', data: { auth: 'k:u', user_data: '{"id":"1"}' } }],
    data: { id: 'u1', name: 'ada' },
    after: null,
    log: [
      ['user', { n: 1 }],
      ['watchlist', { name: 'online', user_ids }],
      ['watchlist', { name: 'offline', user_ids }],
    ],
  });
});

test('106: a refused sign-in is reported', async () => {
  const seen = await same(async (stage) => {
    stage.server.answer = () => ({ status: 403, body: 'no' });
    const pusher = stage.pusher({ userAuthentication });
    pusher.user.bind('pusher:signin_error', ({ type, status }: any) =>
      stage.log.push([type, status]),
    );
    pusher.signin();
    await stage.connect();
    await stage.pass(100);
    return stage.log;
  });
  expect(seen).toEqual([['AuthError', 403]]);
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const seal = (key: Uint8Array, text: string) => {
  const nonce = new Uint8Array(24).fill(7);
  const box = nacl.secretbox(new TextEncoder().encode(text), nonce, key);
  return { nonce: base64(nonce), ciphertext: base64(box) };
};

test('107: encrypted events are decrypted, the key is renewed once, plain events are dropped', async () => {
  const [first, second] = [1, 2].map((n) => new Uint8Array(32).fill(n)) as [Uint8Array, Uint8Array];
  const seen = await same(async (stage) => {
    let key = first;
    stage.server.answer = () => ({ auth: 'k:s', shared_secret: base64(key) });
    const pusher = stage.pusher();
    pusher.subscribe('private-encrypted-a').bind('e', (data: unknown) => stage.log.push([data]));
    const socket = await stage.connect();
    // The cipher may have to be loaded, which takes no virtual time.
    for (let i = 0; i < 200 && !socket.asked().length; i++) await stage.pass(1);
    await stage.acknowledge(socket, 'private-encrypted-a');
    const say = (data: unknown) => stage.event(socket, 'e', 'private-encrypted-a', data);
    say(seal(first, '{"text":"ß"}'));
    say({ plain: true });
    await stage.pass(50);
    key = second;
    say(seal(second, '"renewed"'));
    await stage.pass(200);
    return [stage.log.flat(), stage.server.asked.length, socket.sent[0]];
  });
  const frame = {
    event: 'pusher:subscribe',
    data: { auth: 'k:s', channel: 'private-encrypted-a' },
  };
  expect(seen).toEqual([[{ text: 'ß' }, 'renewed'], 2, frame]);
});

test('108: Pusher.log receives what happens', async () => {
  const seen = await same(async (stage) => {
    const { Pusher: Client } = stage.client;
    const lines: string[] = [];
    Client.log = (line: string) => lines.push(line);
    try {
      const { socket } = await subscribed(stage, 'a');
      stage.event(socket, 'e', 'a', { n: 'needle' });
    } finally {
      Client.log = undefined;
    }
    return [
      lines.every((line) => line.startsWith('Pusher : ')),
      lines.some((line) => line.includes('needle')),
    ];
  });
  expect(seen).toEqual([true, true]);
});

test('108: with Pusher.logToConsole, the console receives it', async () => {
  const seen = await same(async (stage) => {
    const { Pusher: Client } = stage.client;
    const { log } = console;
    let lines = 0;
    console.log = () => void lines++;
    Client.logToConsole = true;
    try {
      (await subscribed(stage, 'a')).pusher.disconnect();
    } finally {
      Client.logToConsole = false;
      console.log = log;
    }
    return lines > 0;
  });
  expect(seen).toBe(true);
});

test('108, Better: instances holds the connected clients only', async () => {
  const { ours, peer } = await both((stage) => {
    const { instances } = stage.client.Pusher;
    const before = instances.length;
    const pusher = stage.pusher();
    const during = stage.client.Pusher.instances.includes(pusher);
    pusher.disconnect();
    return [during, stage.client.Pusher.instances.length - before];
  });
  expect(peer).toEqual([true, 1]);
  expect(ours).toEqual([true, 0]);
});

test('109: every static that pusher-js documents is there', () => {
  expect(typeof Pusher.Runtime).toBe('object');
  for (const name of ['instances', 'isReady', 'logToConsole', 'ready', 'Runtime'])
    expect(typeof (Pusher as any)[name], name).toBe(typeof (PusherJs as any)[name]);
});

test('109: every documented field and method of a client and a channel is there', async () => {
  const seen = await same(async (stage) => {
    const { pusher, channel } = await subscribed(stage, 'presence-a');
    const names = {
      pusher: [
        ...['key', 'options', 'config', 'channels', 'global_emitter', 'connection', 'user'],
        ...['sessionID', 'connect', 'disconnect', 'subscribe', 'unsubscribe', 'subscribeAll'],
        ...['channel', 'allChannels', 'bind', 'unbind', 'bind_global', 'unbind_global'],
        ...['unbind_all', 'send_event', 'shouldUseTLS', 'signin', 'switchCluster'],
      ],
      channel: [
        ...['name', 'pusher', 'subscribed', 'subscriptionPending', 'subscriptionCancelled'],
        ...['trigger', 'bind', 'unbind', 'bind_global', 'unbind_global'],
        ...['unbind_all', 'emit', 'subscribe', 'unsubscribe', 'members'],
      ],
    };
    const kinds = (object: any, list: string[]) =>
      Object.fromEntries(list.map((name) => [name, typeof object[name]]));
    return [kinds(pusher, names.pusher), kinds(channel, names.channel)];
  });
  expect(JSON.stringify(seen)).not.toContain('undefined');
});

test('109: switchCluster moves all channels to another application', async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher({ wsHost: undefined });
    pusher.subscribe('a').bind('e', stage.note());
    const first = await stage.connect();
    pusher.switchCluster({ appKey: 'other', cluster: 'us2' });
    const second = await stage.connect('5.6');
    await stage.acknowledge(second, 'a');
    stage.event(second, 'e', 'a', 1);
    const { hostname, pathname } = new URL(second.url);
    return [first.readyState > 1, hostname, pathname, pusher.key, stage.log];
  });
  expect(seen).toEqual([true, 'ws-us2.pusher.com', '/app/other', 'other', [[1, {}]]]);
});
