// The aliases from docs/migrate.md, for Turbopack and for webpack.
const aliases = {
  'laravel-echo': 'oread',
  'pusher-js/with-encryption': 'oread/pusher/with-encryption',
  'pusher-js': 'oread/pusher',
};

export default {
  turbopack: { root: import.meta.dirname, resolveAlias: aliases },
  webpack: (config) => {
    for (const [name, ours] of Object.entries(aliases)) config.resolve.alias[`${name}$`] = ours;
    return config;
  },
};
