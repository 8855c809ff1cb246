// What Echo can do besides in development; there as types for everybody who imports it.
import type { Finding } from '../doctor/finding.js';
import type { Trace } from '../trace/index.js';

export type { Finding, Trace };

declare module '../echo/echo.js' {
  interface Echo {
    /** What is wrong, as far as can be told from here. There in development builds, and after `installDoctor()`. */
    doctor?(): Finding[];
    /** What happened on the connection. There in development builds, and after `recordTrace()`. */
    readonly trace?: Trace;
  }
}
