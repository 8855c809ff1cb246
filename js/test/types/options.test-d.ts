// Compile-time tests: options have the names and units of the docs; unknown options of a broadcaster are accepted.
import Echo, { type EchoOptions } from '../../src/index.js';
import Pusher, { type Options } from '../../src/pusher/entry.js';

const everything: EchoOptions<'reverb'> = {
  broadcaster: 'reverb',
  key: 'app-key',
  wsHost: 'ws.example.com',
  wsPort: '8080',
  wssPort: 443,
  forceTLS: true,
  enabledTransports: ['ws', 'wss'],
  authorizer: (channel, { authEndpoint }) => ({
    authorize: (socketId, callback) =>
      callback(null, { auth: `${authEndpoint}${channel.name}${socketId}` }),
  }),
  channelAuthorization: {
    endpoint: '/auth',
    transport: 'ajax',
    customHandler: ({ channelName, socketId }, callback) =>
      callback(new Error(channelName + socketId)),
  },
  bearerToken: () => null,
  credentials: 'include',
  refresh: async () => {},
  activityTimeout: 30_000,
  pongTimeout: 5_000,
  unavailableTimeout: 5_000,
  reconnect: {
    initialDelay: 100,
    growthPercent: 150,
    maxDelay: 5_000,
    attemptTimeout: 4_000,
    giveUpAfter: 3,
  },
  leaveGrace: 0,
  onFatal: 'retry-slowly',
  // Options of other clients.
  disableStats: true,
  client: {},
};
new Echo(everything);
new Echo({ ...everything, broadcaster: 'pusher', cluster: 'eu' });
new Pusher('app-key', { cluster: 'eu', reconnect: { initialDelay: 100 } } satisfies Options);

// @ts-expect-error a misspelt option within a group
new Echo({ broadcaster: 'reverb', reconnect: { frist: 100 } });
// @ts-expect-error a string for milliseconds
new Echo({ broadcaster: 'reverb', activityTimeout: '30' });
// @ts-expect-error none of the choices
new Echo({ broadcaster: 'pusher', cluster: 'eu', onFatal: 'never' });
