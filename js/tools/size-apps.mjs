// The applications whose downloads `size` compares: the same few lines, on the peers and on Oread.

const body = 'window.makeEcho = (options) => new Echo(options);\n';

/** `encrypted`: the application also reads encrypted channels. `socketIo`: its server is laravel-echo-server. */
export const APPS = {
  oread: {
    ours: `import Echo from 'oread';\n${body}`,
    peer: `import Echo from 'laravel-echo';\nimport Pusher from 'pusher-js';\nwindow.Pusher = Pusher;\n${body}`,
    encrypted: false,
  },
  'oread+encryption': {
    ours: `import Echo from 'oread';\n${body}`,
    peer: `import Echo from 'laravel-echo';\nimport Pusher from 'pusher-js/with-encryption';\nwindow.Pusher = Pusher;\n${body}`,
    encrypted: true,
  },
  'oread/socket.io': {
    ours: `import Echo from 'oread/socket.io';\n${body}`,
    peer: `import Echo from 'laravel-echo';\nimport io from 'socket.io-client';\nwindow.io = io;\n${body}`,
    socketIo: true,
  },
};
