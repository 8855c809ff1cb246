'use client';
// A page that the server renders first, without connecting; in the browser it receives events.
import Echo from 'laravel-echo';
import { configureEcho, echo, useConnectionStatus, useEcho, useEchoPublic } from 'oread/react';
import Pusher from 'pusher-js';
import { useState } from 'react';

const onServer = typeof window === 'undefined';
const port = onServer ? process.env.OREAD_PORT : new URLSearchParams(location.search).get('port');
configureEcho({
  broadcaster: 'reverb',
  key: 'oread-key',
  wsHost: '127.0.0.1',
  wsPort: port,
  forceTLS: false,
  enabledTransports: ['ws'],
  authEndpoint: `http://127.0.0.1:${port}/broadcasting/auth`,
});

export default function Page() {
  const [heard, hear] = useState([]);
  const [kind, find] = useState('');
  const status = useConnectionStatus();
  const listen = ({ to }) => {
    const one = echo() instanceof Echo && echo().connector.pusher instanceof Pusher;
    const help = echo().doctor && echo().trace ? 'helped' : 'left alone';
    find(`, ${one ? 'one engine' : 'two engines'}, ${help}`);
    hear((before) => [...before, to].sort());
  };
  useEchoPublic('news', '.hello', listen);
  useEcho('news', '.hello', listen);
  useEcho('news', '.hello', listen, [], 'encrypted');
  return (
    <p>
      {status}, {heard.join(' ') || 'nothing'}
      {kind}
    </p>
  );
}
