// The meanings of the Pusher protocol's codes. native/src/close_codes.cpp has the same table; tests compare both with
// tests/tables/close_codes.json.
import type { Finding } from '../echo/development.js';

type Codes = Record<number, Finding>;

/** Received instead of a greeting. */
export const connecting: Codes = {
  4000: { wrong: 'the server wants TLS', change: 'connect with TLS (forceTLS: true)' },
  4001: {
    wrong: 'the server does not know this key',
    change: 'use the key of the server (REVERB_APP_KEY)',
  },
  4003: { wrong: 'the app is disabled on the server', change: 'enable it there' },
  4004: {
    wrong: 'the server has as many connections as it may have',
    change: 'raise its limit (REVERB_APP_MAX_CONNECTIONS)',
  },
  4005: { wrong: 'the server has nothing at this path', change: 'correct the path (wsPath)' },
  4006: {
    wrong: 'the server does not take the version of this client',
    change: 'update the server',
  },
  4007: {
    wrong: 'the server speaks another version of the protocol',
    change: 'update the server',
  },
  4008: {
    wrong: 'the server saw no version of the protocol',
    change: 'have the proxy pass the query of the address on (?protocol=7)',
  },
  4009: {
    wrong: 'the server does not let this origin in',
    change: "add the page's host to allowed_origins",
  },
  4100: { wrong: 'the server is too busy', change: 'try again later, or give it more room' },
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
    change: 'look at its log; some servers, such as Reverb, do not know signing in',
  },
  4301: {
    wrong: 'the server takes no more messages for now, or no whispers at all',
    change:
      'send fewer, raise its limit (REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS), or allow client events',
  },
};
