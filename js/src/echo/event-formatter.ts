// Laravel's event names: "OrderShipped" stands for "App\Events\OrderShipped" on the wire.

/** Makes wire names of event names. For laravel-echo. */
export class EventFormatter {
  /** `namespace` stands before names that do not say otherwise. */
  constructor(private namespace?: string | boolean | null) {}

  /** The wire name. A leading `.` or `\` means: take the rest as it stands. */
  format(event: string): string {
    if (/^[.\\]/.test(event)) return event.slice(1);
    return (this.namespace ? `${this.namespace}.${event}` : event).replace(/\./g, '\\');
  }

  /** Takes another namespace from now on. */
  setNamespace(value: string | boolean): void {
    this.namespace = value;
  }
}
