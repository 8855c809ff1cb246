// What a test can make happen at the server of a fake Echo.
import { fakeEcho } from 'oread/testing';
import { describe, expect, it, vi } from 'vitest';

describe('a connection', () => {
  it('that is dropped is restored with its channels', async () => {
    const { echo, server, clock } = fakeEcho();
    const heard = vi.fn();
    echo.private('orders.1').listen('OrderShipped', heard);
    server.drop();
    expect(echo.connectionStatus()).toBe('reconnecting');
    expect(server.subscriptions()).toEqual([]);
    await clock.advance('10s');
    server.broadcast('private-orders.1', 'OrderShipped', { id: 1 });
    expect(heard.mock.calls.map(([event]) => event)).toEqual([{ id: 1 }]);
  });

  it('that is dropped with a final code stays closed', async () => {
    const { echo, server, clock } = fakeEcho();
    server.drop(4001, 'Application does not exist');
    await clock.advance('1h');
    expect(echo.connectionStatus()).toBe('disconnected');
    expect(server.connections()).toBe(0);
  });

  it('that is silent is detected and replaced', async () => {
    const { echo, server, clock } = fakeEcho();
    const id = echo.socketId();
    server.silence();
    expect(echo.connectionStatus()).toBe('connected');
    await clock.advance('5m');
    expect(echo.connectionStatus()).not.toBe('connected');
    server.speak();
    await clock.advance('2m');
    expect(echo.connectionStatus()).toBe('connected');
    expect(echo.socketId()).not.toBe(id);
  });

  it('is restored when a stopped server starts', async () => {
    const { echo, server, clock } = fakeEcho();
    echo.channel('orders');
    server.stop();
    await clock.advance('1m');
    expect(server.connections()).toBe(0);
    server.start();
    await clock.advance('1m');
    expect(server.subscriptions()).toEqual(['orders']);
  });
});

describe('authorization', () => {
  it('is refused with the given status, and granted again', async () => {
    const { echo, server } = fakeEcho();
    const refused = vi.fn();
    server.deny('private-orders.1', 403);
    echo.private('orders.1').error(refused);
    expect(server.subscriptions()).toEqual([]);
    expect(refused.mock.calls[0]![0]).toMatchObject({ type: 'AuthError', status: 403 });
    server.allow('private-orders.1');
    echo.private('orders.1');
    expect(server.subscriptions()).toEqual(['private-orders.1']);
  });

  it('cannot be denied for a public channel', () => {
    expect(() => fakeEcho().server.deny('news')).toThrow('it needs no authorization');
  });

  it("uses the app's own handler, if there is one", async () => {
    const asked = vi.fn((_request, answer) => answer(new Error('not you')));
    const { echo, server, clock } = fakeEcho({
      echo: { channelAuthorization: { customHandler: asked } },
    });
    echo.private('orders.1');
    await clock.advance(0);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(server.authorized()).toEqual([]);
  });

  it('decrypts encrypted channels', () => {
    const { echo, server } = fakeEcho();
    const heard = vi.fn();
    echo.encryptedPrivate('ledger').listen('Booked', heard);
    server.broadcast('private-encrypted-ledger', 'Booked', { cents: 5 });
    server.broadcast('private-encrypted-ledger', 'Booked', { cents: 6 });
    expect(heard.mock.calls.map(([event]) => event)).toEqual([{ cents: 5 }, { cents: 6 }]);
  });

  it('signs the user in', () => {
    const { echo, server } = fakeEcho({ user: { id: 7, info: { name: 'Ada' } } });
    echo.connector.signin();
    expect(server.authorized('')).toHaveLength(1);
    expect(echo.connector.pusher.user.user_data).toMatchObject({ id: '7', name: 'Ada' });
  });
});

describe('other users', () => {
  it('join and leave', async () => {
    const { echo, server, clock } = fakeEcho({ user: { id: 7, info: { name: 'Ada' } } });
    const here = vi.fn();
    const joining = vi.fn();
    const leaving = vi.fn();
    server.join('presence-room', { id: 8, info: { name: 'Bob' } });
    echo.join('room').here(here).joining(joining).leaving(leaving);
    server.join('presence-room', { id: 9, info: { name: 'Cleo' } });
    expect(here.mock.calls).toEqual([[expect.arrayContaining([{ name: 'Ada' }, { name: 'Bob' }])]]);
    expect(joining.mock.calls).toEqual([[{ name: 'Cleo' }]]);
    server.leave('presence-room', 8);
    await clock.advance('1m');
    expect(leaving.mock.calls).toEqual([[{ name: 'Bob' }]]);
    expect(() => server.leave('presence-room', 8)).toThrow('is not on');
  });

  it('send and receive whispers', () => {
    const { echo, server } = fakeEcho();
    const typing = vi.fn();
    echo.private('chat').listenForWhisper('typing', typing);
    server.whisper('private-chat', 'typing', { name: 'Bob' });
    echo.private('chat').whisper('typing', { name: 'Ada' });
    expect(typing.mock.calls[0]![0]).toEqual({ name: 'Bob' });
    expect(server.received('client-typing')).toEqual([
      { event: 'client-typing', channel: 'private-chat', data: { name: 'Ada' } },
    ]);
  });

  it('stay connected for hours', async () => {
    const { server, clock } = fakeEcho();
    server.join('presence-room', { id: 8 });
    await clock.advance('3h');
    server.leave('presence-room', 8);
  });
});

it('says why it does not publish', () => {
  const { server } = fakeEcho();
  expect(() => server.broadcast('a channel', 'X')).toThrow('The server did not publish');
});
