// Laravel's event names: "OrderShipped" stands for "App\Events\OrderShipped" on the wire.

export class EventFormatter {
  constructor(private namespace?: string | boolean | null) {}

  /** The wire name. A leading `.` or `\` means: take the rest as it stands. */
  format(event: string): string {
    if (/^[.\\]/.test(event)) return event.slice(1);
    return (this.namespace ? `${this.namespace}.${event}` : event).replace(/\./g, '\\');
  }

  setNamespace(value: string | boolean): void {
    this.namespace = value;
  }
}
