// Oread's connector for laravel-echo's Echo: `new LaravelEcho({ broadcaster: OreadConnector, … })`.
import { PusherConnector } from './pusher-connector.js';

/**
 * Oread's connector for laravel-echo's Echo: `new LaravelEcho({ broadcaster: OreadConnector, key, wsHost })`.
 * @example
 * import LaravelEcho from 'laravel-echo';
 * import { OreadConnector } from 'oread';
 *
 * const echo = new LaravelEcho({ broadcaster: OreadConnector, key: 'app-key', wsHost: 'ws.example.com' });
 * echo.private('orders.1').listen('OrderShipped', show);
 */
export class OreadConnector extends PusherConnector {
  /** Applications that pass a connector class give a host, not a cluster. */
  protected override setOptions(given: any): void {
    super.setOptions({ cluster: '', ...given });
  }
}
