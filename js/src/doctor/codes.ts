// The meanings of the Pusher protocol's codes. native/src/close_codes.cpp has the same table; tests compare both with
// tests/tables/close_codes.json.
import type { Finding } from '../echo/development.js';

type Codes = Record<number, Finding>;

/** Received instead of a greeting. */
export const connecting: Codes = {
  4000: { wrong: 'the server requires TLS', change: 'connect with TLS (forceTLS: true)' },
  4001: {
    wrong: 'the server does not know this key',
    change: 'use the key of the server (REVERB_APP_KEY)',
  },
  4003: { wrong: 'the app is disabled on the server', change: 'enable it there' },
  4004: {
    wrong: 'the server has reached its connection limit',
    change: 'raise its limit (REVERB_APP_MAX_CONNECTIONS)',
  },
  4005: {
    wrong: 'the server does not serve this path',
    change: 'correct the path (wsPath)',
  },
  4006: {
    wrong: "the server does not support this client's version",
    change: 'update the server',
  },
  4007: {
    wrong: 'the server uses another version of the protocol',
    change: 'update the server',
  },
  4008: {
    wrong: 'the server received no protocol version',
    change: "make the proxy pass on the URL's query (?protocol=7)",
  },
  4009: {
    wrong: 'the server does not allow this origin',
    change: "add the page's host to allowed_origins",
  },
  4100: { wrong: 'the server is too busy', change: 'try again later, or give it more resources' },
};

/** Received on an established connection. */
export const connected: Codes = {
  4009: {
    wrong: 'the server does not authorize this client, or what it asked for',
    change:
      'give the app and the server the same key and secret (REVERB_APP_KEY, REVERB_APP_SECRET), and whisper only on joined channels; the app may also have ended the connection',
  },
  4200: {
    wrong: 'the server did not understand a message',
    change: 'check its log; some servers, such as Reverb, do not support signing in',
  },
  4301: {
    wrong: 'the server accepts no more messages for now, or no whispers at all',
    change:
      'send fewer, raise its limit (REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS), or allow client events',
  },
};
