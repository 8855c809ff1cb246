// The test kit as an app's tests use it: built, by its public name.
import Echo from 'oread';
import { fakeEcho } from 'oread/testing';
import { describe, expect, it, vi } from 'vitest';

describe('a fake Echo', () => {
  it('is the application’s Echo, connected immediately', () => {
    const { echo, server } = fakeEcho();
    expect(echo).toBeInstanceOf(Echo);
    expect(echo.connectionStatus()).toBe('connected');
    expect(echo.socketId()).toMatch(/^\d+\.\d+$/);
    expect(server.connections()).toBe(1);
  });

  it('receives what the server broadcasts, in order, once', () => {
    const { echo, server } = fakeEcho();
    const heard: unknown[] = [];
    echo.channel('orders').listen('OrderShipped', (event: unknown) => heard.push(event));
    for (const id of [1, 2, 3, 4]) server.broadcast('orders', 'OrderShipped', { id });
    server.broadcast('orders', '.order.shipped', { id: 5 });
    server.broadcast('others', 'OrderShipped', { id: 6 });
    expect(heard).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
  });

  it('does not receive broadcasts that exclude it', () => {
    const { echo, server } = fakeEcho();
    const heard = vi.fn();
    echo.channel('orders').listen('OrderShipped', heard);
    server.broadcast('orders', 'OrderShipped', {}, { except: echo.socketId() });
    expect(heard).not.toHaveBeenCalled();
  });

  it('receives events while the test awaits', async () => {
    const { echo } = fakeEcho();
    const here = vi.fn();
    echo.join('room').here(here);
    expect(here).not.toHaveBeenCalled();
    await Promise.resolve();
    await vi.waitFor(() => expect(here).toHaveBeenCalledTimes(1));
  });

  it('leaves no subscription on the channels that it leaves', () => {
    const { echo, server } = fakeEcho();
    echo.private('orders.1');
    echo.channel('news');
    expect(server.subscriptions()).toEqual(['news', 'private-orders.1']);
    echo.leave('orders.1');
    expect(server.subscriptions()).toEqual(['news']);
    expect(server.received('pusher:unsubscribe')).toHaveLength(1);
  });

  it('fails the test in which a listener throws', () => {
    const { echo, server } = fakeEcho();
    echo.channel('orders').listen('OrderShipped', () => {
      throw new Error('the app is broken');
    });
    expect(() => server.broadcast('orders', 'OrderShipped')).toThrow('the app is broken');
  });

  it('shares nothing with other fake Echos', async () => {
    const [one, other] = [fakeEcho(), fakeEcho()];
    const heard = vi.fn();
    one.echo.channel('orders').listen('OrderShipped', heard);
    other.server.broadcast('orders', 'OrderShipped');
    await other.clock.advance('1h');
    expect(heard).not.toHaveBeenCalled();
    expect(one.clock.now()).toBe(other.clock.now() - 3_600_000);
  });

  it('has the same delays for the same seed, and others for another', async () => {
    const waited = async (seed: number) => {
      const { echo, server, clock } = fakeEcho({ seed });
      const times: number[] = [];
      echo.connector.onConnectionChange(() => times.push(clock.now()));
      server.stop();
      await clock.advance('5m');
      server.start();
      await clock.advance('5m');
      return times;
    };
    expect(await waited(1)).toEqual(await waited(1));
    expect(await waited(1)).not.toEqual(await waited(2));
  });

  it('serves an Echo that the app makes with its own options', () => {
    const { server, Pusher } = fakeEcho();
    const token = vi.fn(() => 'secret');
    const app = new Echo({
      broadcaster: 'reverb',
      key: 'the-apps-own-key',
      wsHost: 'ws.app.test',
      authEndpoint: '/api/auth',
      bearerToken: token,
      Pusher,
    });
    app.private('orders.1');
    expect(server.subscriptions()).toEqual(['private-orders.1']);
    expect(server.authorized('private-orders.1')[0]).toMatchObject({
      url: '/api/auth',
      headers: { Authorization: 'Bearer secret' },
    });
  });
});

describe('its clock', () => {
  it('moves only with advance(), whatever the test runner does to its own clock', async () => {
    vi.useFakeTimers();
    const { echo, server, clock } = fakeEcho();
    server.drop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(echo.connectionStatus()).toBe('reconnecting');
    await clock.advance('1m');
    expect(echo.connectionStatus()).toBe('connected');
    vi.useRealTimers();
  });

  it('advances two hours with a quiet server and stays connected', async () => {
    const { echo, server, clock } = fakeEcho();
    const id = echo.socketId();
    echo.channel('orders');
    await clock.advance('2h');
    expect(echo.socketId()).toBe(id);
    expect(server.received('pusher:ping').length).toBeGreaterThan(10);
    expect(server.subscriptions()).toEqual(['orders']);
  });

  it('reads durations, and rejects other values', async () => {
    const { clock } = fakeEcho();
    const begin = clock.now();
    await clock.advance('1h 30m');
    await clock.advance('1.5s');
    await clock.advance(250);
    expect(clock.now() - begin).toBe(5_401_750);
    await expect(clock.advance('soon')).rejects.toThrow('"soon" is not a duration');
    await expect(clock.advance(-1)).rejects.toThrow(TypeError);
  });
});
