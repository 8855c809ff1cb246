// React Native's WebSocket, fetch and URL, without its views; then an application that prints the events it receives.
import 'react-native/Libraries/Core/setUpGlobals';
import 'react-native/Libraries/Core/setUpTimers';
import 'react-native/Libraries/Core/setUpXHR';
import 'react-native/Libraries/Core/setUpNavigator';
import Echo from 'laravel-echo';
import { configureEcho, echo } from 'oread/react';
import Pusher from 'pusher-js/react-native';

configureEcho({
  broadcaster: 'reverb',
  key: 'oread-key',
  wsHost: '127.0.0.1',
  wsPort: globalThis.device.port,
  forceTLS: false,
  authEndpoint: `http://127.0.0.1:${globalThis.device.port}/broadcasting/auth`,
});

const one = echo() instanceof Echo && echo().connector.pusher instanceof Pusher;
for (const channel of [
  echo().channel('news'),
  echo().private('news'),
  echo().encryptedPrivate('news'),
]) {
  channel.listen('.hello', ({ to }) => globalThis.device.say(`${to}, ${one ? 'one' : 'two'}`));
  channel.error((error) => globalThis.device.say(JSON.stringify(error)));
}
