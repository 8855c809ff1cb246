// The types of the members that Echo has in development builds only.

/** A problem, or a likely one. */
export interface Finding {
  /** What is wrong, as a sentence without a full stop. */
  wrong: string;
  /** What to change, as a sentence without a full stop. */
  change: string;
}

/** `echo.trace`. */
export interface Trace {
  /**
   * Returns the last 500 inputs and effects as JSON, without payloads, signatures and personal data.
   * @example
   * show(echo.trace?.dump()); // save it, and replay it with `oread replay`
   */
  dump(): string;
}

declare module './echo.js' {
  interface Echo {
    /** Returns the problems that the client can see. Defined in development builds and after `installDoctor()`. */
    doctor?(): Finding[];
    /** What happened on the connection. Defined in development builds and after `recordTrace()`. */
    readonly trace?: Trace;
  }
}
