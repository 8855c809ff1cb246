// Reports what development builds add to an application.
export const options = {
  broadcaster: 'reverb',
  key: 'k',
  wsHost: '127.0.0.1',
  wsPort: new URLSearchParams(location.search).get('port'),
  forceTLS: false,
  enabledTransports: ['ws'],
};

const warned = [];
console.warn = (line) => warned.push(line);

/** The server sends `hello` on every channel. */
export function report(echo) {
  echo.channel('misspelled').listen('Hello', () => {});
  echo.channel('news').listen('.hello', () => {
    window.result = {
      warned,
      changes: echo.doctor?.().map(({ change }) => change),
      traced: !!echo.trace && JSON.parse(echo.trace.dump()).steps.length > 0,
      globals: 'Echo' in window || 'Pusher' in window,
    };
    echo.disconnect();
  });
}
