// Laravel's event names: "OrderShipped" stands for "App\Events\OrderShipped" on the wire.

/**
 * Converts event names to wire names. For laravel-echo.
 * @example
 * import { EventFormatter } from 'oread';
 *
 * const formatter = new EventFormatter('App.Events');
 * show(formatter.format('OrderShipped')); // App\Events\OrderShipped
 * formatter.setNamespace('Shop');
 * show(formatter.format('OrderShipped'), formatter.format('.order.shipped')); // Shop\OrderShipped, order.shipped
 */
export class EventFormatter {
  private namespace_: string | boolean | null | undefined;

  /** `namespace` is the prefix of names without a leading `.` or `\`. */
  constructor(namespace?: string | boolean | null) {
    this.namespace_ = namespace;
  }

  /** The wire name. After a leading `.` or `\` the rest is taken verbatim. */
  format(event: string): string {
    if (/^[.\\]/.test(event)) return event.slice(1);
    return (this.namespace_ ? `${this.namespace_}.${event}` : event).replace(/\./g, '\\');
  }

  /** Changes the namespace. */
  setNamespace(value: string | boolean): void {
    this.namespace_ = value;
  }
}
