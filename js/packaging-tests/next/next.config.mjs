// The aliases, as docs/next.md gives them.
export default {
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      'laravel-echo': 'oread',
      'pusher-js': 'oread/pusher',
      'pusher-js/with-encryption': 'oread/pusher/with-encryption',
    },
  },
};
