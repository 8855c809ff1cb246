// The apps whose downloads `size` compares: the same few lines, once on the peers, once on Oread.

const body = 'window.makeEcho = (options) => new Echo(options);\n';

/** `encrypted`: the app also reads encrypted channels. */
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
};
