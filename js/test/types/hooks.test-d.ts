// Compile-time tests: hooks use the registry, and accept what @laravel/echo-react and -vue accept.
import './registry.js';
import type { Ref } from 'vue';
import * as react from '../../src/react/index.js';
import * as svelte from '../../src/svelte/index.js';
import * as vue from '../../src/vue/index.js';

declare const id: number | null;
declare const reactive: Ref<number>;

export function registered(): void {
  react.useEcho('orders.7', 'OrderShipped', (e) => e.carrier.trim());
  react.useEcho(id && `orders.${id}`, ['OrderShipped', '.order.paid'], (e) => e.id.toFixed());
  react
    .useEcho('room.1', 'MessageSent', (e) => e.text, [], 'presence')
    .channel()
    ?.name.trim();
  react.useEchoPublic('score.3', 'Goal', (e) => e.minute.toFixed());
  react.useEchoMany(['orders.1', 'orders.2'], '.order.paid', (e, name) => e.cents + name.length);
  const { members, me, channel } = react.usePresence('room.1');
  members.map(({ name }) => name.trim());
  me?.name.trim();
  channel()?.whisper('typing', { on: true });
  vue.useEcho(
    () => `orders.${reactive.value}`,
    'OrderShipped',
    (e) => e.carrier.trim(),
  );
  vue.useEchoMany(['room.1'], 'MessageSent', (e) => e.text.trim());
  vue.usePresence('room.1').members.value.map(({ name }) => name.trim());
  svelte.listen(id && `orders.${id}`, ['OrderShipped', '.order.paid'], (e) => e.id.toFixed())();
  svelte.listen(['orders.1', null], 'OrderShipped', (e) => e.carrier.trim());
  svelte.latest('score.3', 'Goal', 'public').subscribe((e) => e?.minute.toFixed());
  svelte
    .presence('room.1')
    .subscribe(({ members, me }) => members.concat(me ?? []).map(({ name }) => name.trim()));
}

export function mistakes(): void {
  // @ts-expect-error no such event on this channel
  react.useEcho('orders.7', 'OrderShiped', () => {});
  // @ts-expect-error the payload has no such field
  react.useEcho('orders.7', 'OrderShipped', ({ weight }) => weight);
  // @ts-expect-error one of the events is not of this channel
  react.useEchoPublic('orders.7', ['OrderShipped', 'Goal'], () => {});
  // @ts-expect-error members have no such field
  react.usePresence('room.1').members.map(({ email }) => email);
  // @ts-expect-error no such event on this channel
  vue.useEcho('orders.7', 'OrderShiped', () => {});
  // @ts-expect-error no such event on this channel
  svelte.listen('orders.7', 'OrderShiped', () => {});
  // @ts-expect-error there may be none yet
  svelte.latest('orders.7', 'OrderShipped').subscribe((e) => e.carrier);
  // @ts-expect-error members have no such field
  svelte.presence('room.1').subscribe(({ members }) => members.map(({ email }) => email));
  // @ts-expect-error the model has no such event
  react.useEchoModel('App.Models.User', 1, 'UserExploded');
  // @ts-expect-error nor such a kind of channel
  react.useChannel('a', 'secret');
}

export function asUpstream(): void {
  react.useEcho('anything', 'UserCreated', (e) => e.email.trim());
  svelte.listen('anything', 'UserCreated', (e) => e.email.trim());
  svelte.listen<{ total: number }>('invoices', '.made', (e) => e.total.toFixed());
  svelte.latest<{ total: number }>('invoices', '.made').subscribe((e) => e?.total.toFixed());
  react.useEcho<{ total: number }>('invoices', 'Made', (e) => e.total.toFixed(), [id]);
  react.useEcho<{ total: number }, 'pusher', 'public'>('invoices', ['Made'], (e) => e.total);
  react.useEcho('invoices');
  react.useEcho('invoices', '.made', (e: { total: number }) => e.total);
  react.useEchoModel<{ name: string }, 'App.Models.User'>(
    'App.Models.User',
    1,
    '.UserUpdated',
    (e) => e.model.name.trim(),
  );
  react.useEchoNotification<{ text: string }>('users.1', (e) => e.text + e.type + e.id, 'a.B');
  react.configureEcho({ broadcaster: 'reverb' });
  react.echo<'reverb'>().socketId();
  const status: react.ConnectionStatus = react.useConnectionStatus();
  const socketId: Ref<string | undefined> = vue.useSocketId();
  vue.useEcho<{ total: number }>('invoices', 'Made', (e) => e.total.toFixed(), [status, socketId]);
  vue
    .useEcho('invoices', '.made', (e: { total: number }) => e.total)
    .channel()
    .name.trim();
}
