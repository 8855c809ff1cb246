// App code written for @laravel/echo-react and @laravel/echo-vue.
import * as react from '@laravel/echo-react';
import * as vue from '@laravel/echo-vue';

declare global {
  interface Events {
    InvoiceSent: { invoice: { id: number } };
  }
}
interface Invoice {
  id: number;
  total: number;
}

// 31: React.
export function inReact(): string | undefined {
  react.configureEcho({ broadcaster: 'reverb', key: 'k' });
  react.configureEcho({ broadcaster: 'pusher', key: 'k', cluster: 'eu' });
  const { channel, leave, leaveChannel, listen, stopListening } = react.useEcho<Invoice>(
    'invoices.1',
    ['InvoicePaid', '.invoice.voided'],
    (invoice) => invoice.total.toFixed(),
    [],
    'private',
  );
  react.useEcho('invoices', 'InvoiceSent', (payload) => payload.invoice.id.toFixed());
  react.useEchoPublic<Invoice, 'reverb'>('invoices', 'InvoicePaid', ({ id }) => id);
  react
    .useEchoPresence<Invoice>('room', 'Said', () => {})
    .channel()
    ?.here(() => {});
  react.useEchoModel<Invoice, 'App.Models.Invoice'>(
    'App.Models.Invoice',
    1,
    'InvoiceUpdated',
    (e) => e.model.total,
  );
  react.useEchoNotification<Invoice>(
    'users.1',
    (one) => one.type + one.id,
    'App.Notifications.Paid',
  );
  react
    .useChannel<'reverb', 'public'>('news', 'public')
    .channel()
    ?.listen('A', () => {});
  channel()?.whisper('typing', {});
  listen();
  stopListening();
  leaveChannel(true);
  leave();
  const status: react.ConnectionStatus = react.useConnectionStatus();
  return react.echoIsConfigured()
    ? react.echo<'reverb'>().socketId()
    : status + react.useSocketId();
}

// 32: Vue.
export function inVue(): string | undefined {
  vue.configureEcho({ broadcaster: 'reverb' });
  vue
    .useEcho<Invoice>('invoices.1', 'InvoicePaid', (invoice) => invoice.total, [1, 'a'], 'private')
    .channel()
    .whisper('typing', {});
  vue.useEchoPublic<Invoice>('invoices', 'InvoicePaid', ({ id }) => id).leaveChannel();
  vue.useEchoModel<Invoice, 'App.Models.Invoice'>(
    'App.Models.Invoice',
    1,
    ['InvoiceUpdated'],
    (e) => e.model.total,
  );
  vue.useEchoNotification<Invoice>('users.1', (one) => one.type + one.id);
  vue
    .usePresenceChannel('room')
    .channel()
    .here(() => {});
  const status: vue.ConnectionStatus = vue.useConnectionStatus().value;
  return vue.useSocketId().value ?? status;
}
