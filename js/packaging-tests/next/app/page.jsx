'use client';
// A page that a server renders first: nothing is connected there, and in the browser it hears the server.
import Echo from 'laravel-echo';
import { configureEcho, echo, useConnectionStatus, useEchoPublic } from 'oread/react';
import Pusher from 'pusher-js';
import { useState } from 'react';

const onServer = typeof window === 'undefined';
configureEcho({
  broadcaster: 'reverb',
  key: 'k',
  wsHost: '127.0.0.1',
  wsPort: onServer ? 1 : new URLSearchParams(location.search).get('port'),
  forceTLS: false,
  enabledTransports: ['ws'],
});

export default function Page() {
  const [heard, hear] = useState('nothing');
  const status = useConnectionStatus();
  useEchoPublic('news', '.hello', ({ to }) => {
    const one = echo() instanceof Echo && echo().connector.pusher instanceof Pusher;
    const help = echo().doctor && echo().trace ? 'helped' : 'left alone';
    hear(`${to}, ${one ? 'one engine' : 'two engines'}, ${help}`);
  });
  return (
    <p>
      {status}, {heard}
    </p>
  );
}
