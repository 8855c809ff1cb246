// The connection: one Echo, which the hooks use. `window.Echo` is for the first version of the hook.
import Echo from 'oread';
import { configureEcho } from 'oread/react';

window.Echo = new Echo({
  broadcaster: 'reverb',
  key: import.meta.env.VITE_REVERB_APP_KEY,
  wsHost: import.meta.env.VITE_REVERB_HOST,
  wsPort: Number(import.meta.env.VITE_REVERB_PORT),
  wssPort: Number(import.meta.env.VITE_REVERB_PORT),
  forceTLS: import.meta.env.VITE_REVERB_SCHEME === 'https',
});
configureEcho(window.Echo);
