// What the server tells the page: which socket server runs, and its address. sockets.js sets these variables.
export function socketServer(env = process.env) {
  if (env.SOCKET_SERVER === 'oread')
    return {
      kind: 'oread',
      key: env.REVERB_APP_KEY,
      host: env.REVERB_HOST,
      port: Number(env.REVERB_PORT),
      forceTLS: env.REVERB_SCHEME === 'https',
    };
  return { kind: 'laravel-echo-server', host: env.WEBSOCKET_HOST };
}
