// Checklist 37–44: the wire names of events.
import { EventFormatter as Theirs } from 'laravel-echo';
import { expect, test } from 'vitest';
import { EventFormatter } from '../../src/index.js';
import { inVirtualTime, same } from './both.js';

inVirtualTime();

test.each([
  ['37: the namespace is put in front of the name', 'App.Events', 'Foo', 'App\\Events\\Foo'],
  ['38: a leading dot means: take the name as it is', 'App.Events', '.foo', 'foo'],
  [
    '39: a leading backslash means the same as a leading dot',
    'App.Events',
    '\\App\\Foo',
    'App\\Foo',
  ],
  ['40: without a namespace dots become backslashes', false, 'Users.Made', 'Users\\Made'],
  ['41: dots in a name become backslashes', 'App.Events', 'Users.Made', 'App\\Events\\Users\\Made'],
  ['42: dots after a leading dot stay', 'App.Events', '.users.made', 'users.made'],
  ['42: an empty name stands for the namespace', 'App.Events', '', 'App\\Events\\'],
  ['42: without a namespace option, names have no prefix', undefined, 'a.b', 'a\\b'],
])('%s', (_what, namespace, name, wire) => {
  const [ours, theirs] = [new EventFormatter(namespace), new Theirs(namespace)];
  expect(theirs.format(name)).toBe(wire);
  expect(ours.format(name)).toBe(wire);
  for (const one of [ours, theirs]) one.setNamespace('Other');
  expect(ours.format(name)).toBe(theirs.format(name));
});

test('43: notifications are listened to without a namespace', async () => {
  const event = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
  const seen = await same(async (stage) => {
    const channel = stage.echo().channel('a');
    const heard = stage.note('heard');
    channel.notification(heard);
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    stage.event(socket, event, 'a', { id: 1 });
    channel.stopListeningForNotification(heard);
    stage.event(socket, event, 'a', { id: 2 });
    return [channel.notificationCreatedEvent, stage.log];
  });
  expect(seen).toEqual([`.${event}`, [['heard', { id: 1 }, {}]]]);
});

test('44: whispers are client events, whatever the namespace', async () => {
  const seen = await same(async (stage) => {
    const channel = stage.echo({ namespace: 'Other' }).private('a');
    const heard = stage.note('heard');
    channel.listenForWhisper('typing.now', heard);
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'private-a');
    channel.whisper('typing.now', { by: 'me' });
    await stage.pass(10);
    stage.say(socket, { event: 'client-typing.now', channel: 'private-a', data: { by: 'you' } });
    channel.stopListeningForWhisper('typing.now', heard);
    stage.say(socket, { event: 'client-typing.now', channel: 'private-a', data: {} });
    return [socket.sent.at(-1), stage.log];
  });
  expect(seen).toEqual([
    { event: 'client-typing.now', channel: 'private-a', data: { by: 'me' } },
    [['heard', { by: 'you' }, {}]],
  ]);
});
