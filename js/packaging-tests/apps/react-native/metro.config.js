/* eslint-disable @typescript-eslint/no-require-imports -- Metro reads CommonJS */
// React Native's default configuration with the aliases of docs/migrate.md; package exports on, the default since 0.79, or
// off.
const { getDefaultConfig, mergeConfig } = require('@react-native/metro-config');

const aliases = { 'laravel-echo': 'oread', 'pusher-js/react-native': 'oread/pusher/react-native' };

module.exports = mergeConfig(getDefaultConfig(__dirname), {
  resolver: {
    unstable_enablePackageExports: process.env.OREAD_EXPORTS === 'on',
    resolveRequest: (context, name, platform) =>
      context.resolveRequest(context, aliases[name] ?? name, platform),
  },
});
