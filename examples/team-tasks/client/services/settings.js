// How to connect: chosen in the page, kept for this tab.
export const choices = {
  transport: {
    legend: 'Transport',
    auto: {
      label: 'WebSocket, or else polling',
      options: { transports: ['websocket', 'polling'] },
    },
    polling: { label: 'Polling only', options: { transports: ['polling'] } },
  },
  retries: {
    legend: 'When the server is away',
    forever: { label: 'Try until it is back', options: {} },
    five: {
      label: 'Stop after five attempts',
      options: { reconnectionAttempts: 5, reconnectionDelay: 1000 },
    },
  },
};

const defaults = { transport: 'auto', retries: 'forever' };

export const load = () => ({
  ...defaults,
  ...JSON.parse(sessionStorage.getItem('settings') ?? '{}'),
});
export const save = (settings) => sessionStorage.setItem('settings', JSON.stringify(settings));

/** Options for `io()`. */
export const optionsOf = (settings) =>
  Object.assign({}, ...Object.keys(defaults).map((name) => choices[name][settings[name]].options));
