// The order of the pages for a reader: the site's sidebar. README.md lists the same pages, for readers of the files.

const pages = (list) => Object.entries(list).map(([file, text]) => ({ text, link: `/${file}` }));

/** The sidebar of VitePress. */
export const sidebar = [
  {
    text: 'Learn',
    items: pages({
      laravel: 'Laravel',
      inertia: 'Inertia',
      livewire: 'Livewire and Filament',
      react: 'React',
      next: 'Next.js',
      'react-native': 'React Native and Expo',
      vue: 'Vue',
      nuxt: 'Nuxt',
      svelte: 'Svelte and SvelteKit',
      angular: 'Angular',
      plain: 'A plain page',
      node: 'Node, Bun, Deno and edge',
    }),
  },
  {
    text: 'Guide',
    items: pages({
      connecting: 'Connecting',
      channels: 'Channels and events',
      authorization: 'Authentication and authorization',
      presence: 'Presence',
      whispers: 'Whispers',
      notifications: 'Notifications and model events',
      'to-others': 'toOthers()',
      users: 'Users',
      'connection-status': 'Connection states and reconnecting',
      'missed-events': 'Events while away',
      errors: 'Errors and retries',
      ssr: 'Server-side rendering',
      workers: 'Workers, extensions and frames',
      testing: 'Testing',
      production: 'Production',
      watch: 'Monitoring',
      security: 'Security',
    }),
  },
  {
    text: 'Coming from',
    items: pages({
      migrate: 'laravel-echo and pusher-js',
      'socket.io': 'Socket.IO and laravel-echo-server',
      'from-ably': 'Ably',
      'from-soketi': 'Soketi and laravel-websockets',
    }),
  },
  {
    text: 'Troubleshooting',
    items: pages({ troubleshooting: 'By symptom', doctor: 'The doctor and traces' }),
  },
  {
    text: 'Reference',
    items: [
      ...pages({
        options: 'Options',
        'api/': 'API',
        command: 'The command oread',
        limits: 'Limits',
        conformance: 'Conformance of servers',
        deviations: 'Known deviations',
        drivers: 'Conformance of clients',
        packaging: 'What is in the package',
        differences: 'Differences',
        checklist: 'Checklist',
        states: 'States',
        hosts: 'Your own event loop',
        dialects: 'Your own protocol',
      }),
    ],
  },
];
