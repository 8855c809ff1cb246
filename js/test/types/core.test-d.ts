// Compile-time tests: channels of the registry in the core. `npm run types` runs them.
import './registry.js';
import type Echo from '../../src/index.js';
import type { Channel } from '../../src/index.js';

declare const echo: Echo<'reverb'>;
declare const id: number;
declare const anyName: string;

export function registered(): void {
  echo.private('orders.7').listen('OrderShipped', (e) => e.carrier.trim() + e.id.toFixed());
  echo
    .channel(`orders.${id}`)
    .listen('OrderShipped', ({ id: same }) => same.toFixed())
    .subscribed(() => {})
    .listen('.order.paid', ({ cents }, { user_id }) => cents.toFixed() + user_id?.trim());
  echo.channel('score.3').listen('Goal', ({ minute }) => minute.toFixed());
  echo
    .join('room.1')
    .here((members) => members.map(({ name }) => name.trim()))
    .joining(({ name }) => name.trim())
    .leaving(({ name }) => name.trim())
    .listenForWhisper('typing', ({ on }) => on === true)
    .whisper('typing', { on: true });
  const channel: Channel = echo.private('orders.7');
  channel.stopListening('anything');
}

export function mistakes(): void {
  // @ts-expect-error no such event on this channel
  echo.private('orders.7').listen('OrderShiped', () => {});
  // @ts-expect-error the payload has no such field
  echo.private('orders.7').listen('OrderShipped', ({ weight }) => weight);
  const after = echo.private('orders.7').listen('OrderShipped', () => {});
  // @ts-expect-error no such event on this channel, also after another
  after.listen('MessageSent', () => {});
  // @ts-expect-error no such whisper
  echo.join('room.1').whisper('waving', {});
  // @ts-expect-error the whisper carries something else
  echo.join('room.1').whisper('typing', { on: 'yes' });
  // @ts-expect-error members have no such field
  echo.join('room.1').here((members) => members.map(({ email }) => email));
  // @ts-expect-error public channels do not whisper
  echo.channel('room.1').whisper('typing', { on: true });
}

export function unregistered(): void {
  // Channels that are not in the registry are untyped.
  echo.private('invoices.7').listen('Anything', (e: { total: number }) => e.total);
  echo.private(anyName).listen('Anything', (e: { total: number }) => e.total);
  // A placeholder matches one segment of a name.
  echo.private('orders.7.items').listen('Anything', (e: { total: number }) => e.total);
  echo.private('orders').listen('Anything', (e: { total: number }) => e.total);
  echo.join('lobby').here((users: string[]) => users);
}

export function helped(): void {
  // Defined in development builds only.
  echo.doctor?.().map(({ wrong, change }) => wrong.trim() + change.trim());
  echo.trace?.dump().trim();
  // @ts-expect-error it may not be there
  echo.doctor();
  // @ts-expect-error it may not be there
  echo.trace.dump();
}
