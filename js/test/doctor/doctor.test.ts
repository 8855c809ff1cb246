// echo.doctor(): that it says what is wrong, once, and nothing where nothing is.
import { describe, expect, it, vi } from 'vitest';
import { leases } from '../../src/hooks/leases.js';
import Echo from '../../src/index.js';
import { installDoctor } from '../../src/doctor/index.js';
import { lint } from '../../src/doctor/lint.js';
import { nearest, spelled } from '../../src/doctor/near.js';
import { acknowledge, connect, makeEcho, serveAuth } from '../unit/echo-on-fake.js';
import { FakeSocket, until } from '../unit/fake-socket.js';

const say = vi.fn();
installDoctor(say);

const good = { broadcaster: 'reverb', key: 'k', wsHost: 'ws.app.test', namespace: 'App.Events' };
const wrongs = (echo: any) => echo.doctor().map(({ wrong }: any) => wrong);

describe('options', () => {
  it('that are good are left alone', () => {
    expect(lint(good)).toEqual([]);
    expect(lint({ broadcaster: 'pusher', key: 'k', cluster: 'eu' })).toEqual([]);
    expect(lint({ ...good, forceTLS: false, wsPort: 6001 })).toEqual([]);
    expect(lint({ ...good, wsPort: 443 })).toEqual([]);
  });
  it.each([
    [{ key: '' }, /no key/],
    [{ wsHost: undefined }, /no wsHost/],
    [{ wsHost: 'api-mt1.pusher.com' }, /HTTP API/],
    [{ wsHost: 'localhost' }, /no port/],
    [{ wsPort: 8080 }, /`wsPort` is not used/],
    [{ enabledTransports: ['ws', 'xhr_streaming'] }, /no other transports/],
    [{ encrypted: true }, /`encrypted` is ignored/],
    [{ host: 'x' }, /`host` is ignored/],
  ])('%o', (more, wrong) => {
    const found = lint({ ...good, ...more });
    expect(found).toHaveLength(1);
    expect(found[0]!.wrong).toMatch(wrong);
    expect(found[0]!.change).not.toBe('');
  });
});

describe('names of events', () => {
  it.each([
    ['App\\Events\\InvoiceCreated', 'InvoiceCreated'],
    ['App\\Events\\InvoiceCreated', 'App\\Events\\Billing\\InvoiceCreated'],
    ['InvoiceCreated', 'App\\Events\\InvoiceCreated'],
    ['invoice.created', 'App\\Events\\InvoiceCreated'],
  ])('%s is nearly %s', (arrived, listened) => {
    expect(nearest(arrived, ['other', listened])).toBe(listened);
  });
  it('others are not', () => {
    expect(nearest('InvoicePaid', ['App\\Events\\InvoiceCreated'])).toBeUndefined();
  });
  it('are spelled as listen() takes them', () => {
    expect(spelled('App\\Events\\InvoiceCreated', 'App.Events')).toBe('InvoiceCreated');
    expect(spelled('InvoiceCreated', 'App.Events')).toBe('.InvoiceCreated');
    expect(spelled('App\\Events\\InvoiceCreated', false)).toBe('.App\\Events\\InvoiceCreated');
  });
});

describe('an Echo', () => {
  it('to which nothing is wrong gets a clean bill', async () => {
    const echo: any = makeEcho();
    const socket = await connect(echo);
    const heard = vi.fn();
    echo.channel('invoices').listen('InvoiceCreated', heard);
    await acknowledge(socket, 'invoices');
    socket.event('App\\Events\\InvoiceCreated', 'invoices', { id: 1 });
    await until(() => heard.mock.calls.length);
    expect(echo.doctor()).toEqual([]);
  });

  it('that listens to nearly the right name is told the right one, once', async () => {
    say.mockClear();
    const echo: any = makeEcho();
    const socket = await connect(echo);
    echo.channel('invoices').listen('InvoiceCreated', () => {});
    await acknowledge(socket, 'invoices');
    for (let i = 0; i < 3; i++) socket.event('InvoiceCreated', 'invoices', { id: i });
    await until(() => echo.doctor().length);
    expect(echo.doctor()).toEqual([
      {
        wrong:
          '"InvoiceCreated" arrives on invoices, where you listen to "App\\Events\\InvoiceCreated"',
        change: "did you mean listen('.InvoiceCreated')?",
      },
    ]);
    expect(say).toHaveBeenCalledTimes(1);
  });

  it('with a wrong key knows it', async () => {
    const echo: any = makeEcho();
    FakeSocket.last.open();
    FakeSocket.last.say({ event: 'pusher:error', data: { code: 4001, message: 'no such app' } });
    FakeSocket.last.drop(4001);
    await until(() => echo.connectionStatus() === 'disconnected');
    expect(wrongs(echo)).toEqual([
      'the server does not know this key',
      'there is no connection: disconnected',
    ]);
  });

  it('knows the channels that it may not join, whoever holds them', async () => {
    serveAuth(() => new Response('', { status: 403 }));
    const echo: any = makeEcho();
    await connect(echo);
    echo.private('orders');
    leases(echo).private('orders');
    leases(echo).private('invoices');
    await until(() => echo.doctor().length === 2);
    expect(wrongs(echo)).toEqual([
      'the subscription to private-orders was refused',
      'the subscription to private-invoices was refused',
    ]);
  });

  it('knows what hooks listen to', async () => {
    const echo: any = makeEcho();
    const socket = await connect(echo);
    const [one, other] = [leases(echo).channel('invoices'), leases(echo).channel('invoices')];
    one.listen('InvoiceCreated', () => {});
    await acknowledge(socket, 'invoices');
    socket.event('InvoiceCreated', 'invoices');
    await until(() => echo.doctor().length);
    expect(echo.doctor()[0].change).toBe("did you mean listen('.InvoiceCreated')?");
    other.listen('.invoice.created', () => {});
    socket.event('invoice.created', 'invoices');
    socket.event('InvoiceCreated', 'invoices');
    expect(echo.doctor()).toHaveLength(1);
  });

  it('on no server has nothing wrong', () => {
    say.mockClear();
    const nowhere: any = new Echo({ broadcaster: 'null' });
    expect(nowhere.doctor()).toEqual([]);
    expect(say).not.toHaveBeenCalled();
  });

  it('tells another one when that is installed, also of what it finds later', () => {
    const echo: any = makeEcho();
    const other = vi.fn();
    installDoctor(other);
    say.mockClear();
    FakeSocket.last.open();
    const found = { wrong: 'there is no key', change: expect.any(String) };
    makeEcho({ key: '' });
    expect(other.mock.calls).toEqual([[found]]);
    expect(say).not.toHaveBeenCalled();
    expect(echo.doctor()).toHaveLength(1);
    installDoctor(say);
  });
});
