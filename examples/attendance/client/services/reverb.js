// The connection to `oread serve`, or to Reverb. To import this file connects nothing, on a server as in a browser.
import Echo from 'oread';
import { session } from './session.js';

export const connect = ({ key, host, port, forceTLS }) =>
  new Echo({
    broadcaster: 'reverb',
    key,
    wsHost: host,
    wsPort: port,
    wssPort: port,
    forceTLS,
    authEndpoint: '/api/signed/broadcasting/auth',
    bearerToken: () => session.user()?.token,
  });
