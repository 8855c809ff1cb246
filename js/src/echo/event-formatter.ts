// Laravel's event names: "OrderShipped" stands for "App\Events\OrderShipped" on the wire.

/** Makes wire names of event names. For laravel-echo. */
export class EventFormatter {
  private namespace_: string | boolean | null | undefined;

  /** `namespace` stands before names that do not say otherwise. */
  constructor(namespace?: string | boolean | null) {
    this.namespace_ = namespace;
  }

  /** The wire name. A leading `.` or `\` means: take the rest as it stands. */
  format(event: string): string {
    if (/^[.\\]/.test(event)) return event.slice(1);
    return (this.namespace_ ? `${this.namespace_}.${event}` : event).replace(/\./g, '\\');
  }

  /** Takes another namespace from now on. */
  setNamespace(value: string | boolean): void {
    this.namespace_ = value;
  }
}
