// The aliases from docs/migrate.md.
export default {
  compatibilityDate: '2026-01-01',
  telemetry: false,
  alias: {
    'laravel-echo': 'oread',
    'pusher-js/with-encryption': 'oread/pusher/with-encryption',
    'pusher-js': 'oread/pusher',
  },
};
