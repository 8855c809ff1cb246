// echo.doctor(): it reports each problem once, and nothing without a problem.
import { describe, expect, it, vi } from 'vitest';
import { leases } from '../../src/hooks/leases.js';
import Echo from '../../src/index.js';
import { installDoctor } from '../../src/doctor/index.js';
import { Pusher as Plain } from '../../src/pusher/pusher.js';
import { nearest, spelled } from '../../src/doctor/near.js';
import { acknowledge, connect, makeEcho, serveAuth } from '../unit/echo-on-fake.js';
import { FakeSocket, until } from '../unit/fake-socket.js';

const say = vi.fn();
installDoctor(say);

const wrongs = (echo: any) => echo.doctor().map(({ wrong }: any) => wrong);

describe('names of events', () => {
  it.each([
    ['App\\Events\\InvoiceCreated', 'InvoiceCreated'],
    ['App\\Events\\InvoiceCreated', 'App\\Events\\Billing\\InvoiceCreated'],
    ['App\\Events\\Billing\\InvoiceCreated', 'App\\Events\\InvoiceCreated'],
    ['App\\Events\\InvoiceCreated', 'App\\Events\\InvoiceCreatedEvent'],
    ['InvoiceCreated', 'App\\Events\\InvoiceCreated'],
    ['Domain\\Billing\\InvoiceCreated', 'App\\Events\\InvoiceCreated'],
    // listen('invoice.created') without its dot, and in other spellings
    ['invoice.created', 'App\\Events\\invoice\\created'],
    ['invoice.created', 'invoice\\created'],
    ['invoice.created', 'App\\Events\\InvoiceCreated'],
    ['invoice-created', 'App\\Events\\invoice_created'],
    ['invoice:created', 'App\\Events\\invoice\\created'],
    // listen('App\\Events\\InvoiceCreated'), and with dots after a leading dot
    ['App\\Events\\InvoiceCreated', 'App\\Events\\App\\Events\\InvoiceCreated'],
    ['App\\Events\\InvoiceCreated', 'App.Events.InvoiceCreated'],
    // listen('typing') and listenForWhisper('client-typing') for whispers
    ['client-typing', 'App\\Events\\typing'],
    ['client-typing', 'client-client-typing'],
  ])('%s is close to %s', (arrived, listened) => {
    expect(nearest(arrived, ['other', listened], 'App.Events')).toBe(listened);
  });
  it.each([
    ['InvoicePaid', 'App\\Events\\InvoiceCreated'],
    // Two classes that share only the class name are two events.
    ['App\\Events\\User\\Created', 'App\\Events\\Order\\Created'],
    ['user.created', 'App\\Events\\order\\created'],
    ['a', 'a'],
  ])('%s is not close to %s', (arrived, listened) => {
    expect(nearest(arrived, [listened], 'App.Events')).toBeUndefined();
  });
  it('are spelled as in a call', () => {
    expect(spelled('App\\Events\\InvoiceCreated', 'App.Events')).toBe("listen('InvoiceCreated')");
    expect(spelled('App\\Events\\A\\B', 'App.Events')).toBe("listen('A.B')");
    expect(spelled('InvoiceCreated', 'App.Events')).toBe("listen('.InvoiceCreated')");
    expect(spelled('App\\Events\\A', false)).toBe("listen('.App\\\\Events\\\\A')");
    expect(spelled('client-typing', 'App.Events')).toBe("listenForWhisper('typing')");
  });
});

describe('an Echo', () => {
  it('without a problem has no findings', async () => {
    const echo: any = makeEcho();
    const socket = await connect(echo);
    const heard = vi.fn();
    echo.channel('invoices').listen('InvoiceCreated', heard);
    await acknowledge(socket, 'invoices');
    socket.event('App\\Events\\InvoiceCreated', 'invoices', { id: 1 });
    await until(() => heard.mock.calls.length);
    expect(echo.doctor()).toEqual([]);
  });

  it('that listens to a similar name gets the right one, once', async () => {
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

  it('reports a wrong key', async () => {
    const echo: any = makeEcho();
    FakeSocket.last.open();
    FakeSocket.last.say({ event: 'pusher:error', data: { code: 4001, message: 'no such app' } });
    FakeSocket.last.drop(4001);
    await until(() => echo.connectionStatus() === 'disconnected');
    expect(wrongs(echo)).toEqual([
      'the server does not know this key',
      'not connected: disconnected',
    ]);
  });

  it('reports refused channels, whoever holds them', async () => {
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

  it('includes the listeners of hooks', async () => {
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

  it('reports a missing dot before invoice.created', async () => {
    const echo: any = makeEcho();
    const socket = await connect(echo);
    echo.channel('invoices').listen('invoice.created', () => {});
    await acknowledge(socket, 'invoices');
    socket.event('invoice.created', 'invoices', {});
    await until(() => echo.doctor().length);
    expect(echo.doctor()[0].change).toBe("did you mean listen('.invoice.created')?");
  });

  it('that listens on a public channel without events gets a hint about private channels', async () => {
    const echo: any = makeEcho();
    const socket = await connect(echo);
    echo.channel('orders.1').listen('OrderShipped', () => {});
    echo.channel('unheard');
    await acknowledge(socket, 'orders.1');
    await acknowledge(socket, 'unheard');
    await until(() => echo.doctor().length);
    expect(echo.doctor()).toEqual([
      {
        wrong: 'nothing has arrived on the public channel orders.1 so far',
        change: expect.stringContaining("use private('orders.1') or join('orders.1')"),
      },
    ]);
    socket.event('App\\Events\\OrderShipped', 'orders.1', {});
    await until(() => !echo.doctor().length);
  });

  it('reports a doubled prefix', async () => {
    serveAuth(() => new Response(JSON.stringify({ auth: 'k:s' })));
    const echo: any = makeEcho();
    await connect(echo);
    echo.private('private-orders.1');
    expect(wrongs(echo)).toEqual(['the channel private-private-orders.1 has its prefix twice']);
  });

  it.each([
    [4009, 'the server does not authorize this client, or what it asked for'],
    [4301, 'the server accepts no more messages for now, or no whispers at all'],
  ])('explains %i on an established connection differently', async (code, wrong) => {
    const echo: any = makeEcho();
    const socket = await connect(echo);
    socket.say({ event: 'pusher:error', data: { code, message: 'said' } });
    await until(() => echo.doctor().length);
    expect(wrongs(echo)).toEqual([wrong]);
  });

  it('reports why it cannot be created', () => {
    say.mockClear();
    expect(() => makeEcho({ wsHost: 'https://server.test' })).toThrow(/wsHost/);
    expect(say).toHaveBeenCalledWith({
      wrong: '`wsHost` is more than a host: https://server.test',
      change: expect.any(String),
    });
  });

  it('on a test client gets no findings about address and key', () => {
    say.mockClear();
    class Pusher extends Plain {
      static readonly withoutNetwork = true;
    }
    makeEcho({ Pusher, wsHost: undefined });
    expect(say).not.toHaveBeenCalled();
  });

  it('can be created with a client that does not report its connection', () => {
    const client = { connection: { state: 'connected' }, subscribe: vi.fn(() => ({})) };
    const echo: any = new Echo({ broadcaster: 'reverb', key: 'k', client } as any);
    echo.channel('a');
    expect(client.subscribe).toHaveBeenCalledWith('a');
  });

  it.each(['wsHost', 'wsPort', 'wsPath', 'key'])(
    'throws an error that names %s if it is not a string',
    (name) => {
      expect(() => makeEcho({ [name]: Symbol('s') } as any)).toThrow(`${name} must be a`);
      expect(() => makeEcho({ [name]: Object.create(null) } as any)).toThrow(`${name} must be a`);
    },
  );

  it('without a server has no findings', () => {
    say.mockClear();
    const nowhere: any = new Echo({ broadcaster: 'null' });
    expect(nowhere.doctor()).toEqual([]);
    expect(say).not.toHaveBeenCalled();
  });

  it('calls a callback that is installed later, also for later findings', () => {
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
