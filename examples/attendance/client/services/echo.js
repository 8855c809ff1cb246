// The connection to laravel-echo-server. To import this file connects nothing, on a server as in a browser.
import Echo from 'oread/socket.io';
import { session } from './session.js';

export const connect = ({ host }) =>
  new Echo({
    broadcaster: 'socket.io',
    host,
    bearerToken: () => session.user()?.token,
  });
