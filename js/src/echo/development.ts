// What an Echo can also do in development builds, as types for every app.

/** One thing that is wrong, or likely to be. */
export interface Finding {
  /** What is wrong, as a sentence without its full stop. */
  wrong: string;
  /** What to change, likewise. */
  change: string;
}

/** `echo.trace`. */
export interface Trace {
  /** The last 500 inputs and effects as JSON; payloads, signatures and what is said about people are taken out. */
  dump(): string;
}

declare module './echo.js' {
  interface Echo {
    /** What is wrong, as far as can be told from here. There in development builds, and after `installDoctor()`. */
    doctor?(): Finding[];
    /** What happened on the connection. There in development builds, and after `recordTrace()`. */
    readonly trace?: Trace;
  }
}
