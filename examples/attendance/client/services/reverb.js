// The connection to `oread serve`, or to Reverb. To import this file connects nothing, on a server as in a browser.
import Echo from 'oread';
import { session } from './session.js';

export const connect = () =>
  new Echo({
    broadcaster: 'reverb',
    key: import.meta.env.VITE_REVERB_APP_KEY,
    wsHost: import.meta.env.VITE_REVERB_HOST,
    wsPort: Number(import.meta.env.VITE_REVERB_PORT),
    wssPort: Number(import.meta.env.VITE_REVERB_PORT),
    forceTLS: import.meta.env.VITE_REVERB_SCHEME === 'https',
    authEndpoint: '/api/signed/broadcasting/auth',
    bearerToken: () => session.user()?.token,
  });
