// Our connector for an Echo that is not ours: `new LaravelEcho({ broadcaster: OreadConnector, … })`.
import { PusherConnector } from './pusher-connector.js';

/** Our connector, for an Echo that is not ours: `new LaravelEcho({ broadcaster: OreadConnector, key, wsHost })`. */
export class OreadConnector extends PusherConnector {
  /** Who names a connector class names a host, and has no cluster. */
  protected override setOptions(given: any): void {
    super.setOptions({ cluster: '', ...given });
  }
}
