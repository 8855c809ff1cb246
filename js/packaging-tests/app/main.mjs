// The application for all bundlers: it imports the packages by the names of those that Oread replaces.
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import WithEncryption from 'pusher-js/with-encryption';
import { configureEcho, echo } from 'oread/react';
import Required from 'legacy';

const options = {
  broadcaster: 'reverb',
  key: 'k',
  wsHost: '127.0.0.1',
  wsPort: new URLSearchParams(location.search).get('port'),
  forceTLS: false,
  enabledTransports: ['ws'],
};
const mine = new Echo(options);
configureEcho(options);

mine.channel('news').listen('.hello', (payload) => {
  window.result = {
    payload,
    onePusher: [WithEncryption, Required].every((one) => one === Pusher),
    oneEngine: [mine, echo()].every(({ connector }) => connector.pusher instanceof Pusher),
    engine: window.wasmInstances ? 'wasm' : 'plain',
  };
  mine.disconnect();
});
