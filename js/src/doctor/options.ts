// The names of an Echo's options, and suggestions for misspelt ones.

/** A test compares them with the types. */
export const known = [
  ...['broadcaster', 'key', 'client', 'Pusher', 'namespace', 'withoutInterceptors'],
  ...['csrfToken', 'bearerToken', 'auth', 'authEndpoint', 'authTransport', 'authorizer'],
  ...['channelAuthorization', 'userAuthentication', 'credentials', 'refresh'],
  ...['cluster', 'wsHost', 'wsPort', 'wssPort', 'wsPath', 'forceTLS'],
  ...['enabledTransports', 'disabledTransports', 'enableStats', 'disableStats', 'statsHost'],
  ...['timelineParams', 'httpHost', 'httpPath', 'httpPort', 'httpsPort', 'ignoreNullOrigin'],
  ...[
    'nacl',
    'activityTimeout',
    'pongTimeout',
    'unavailableTimeout',
    'reconnect',
    'leaveGrace',
    'whispers',
  ],
  ...['onFatal', 'WebSocket'],
];

/** The number of letters to add, remove or change. */
function distance(one: string, other: string): number {
  let row = [...other].map((_, k) => k + 1);
  row.unshift(0);
  [...one].forEach((letter, i) => {
    const next = [i + 1];
    [...other].forEach((wanted, k) =>
      next.push(
        Math.min(next[k]! + 1, row[k + 1]! + 1, row[k]! + Number(letter.toLowerCase() !== wanted)),
      ),
    );
    row = next;
  });
  return row[other.length]!;
}

/** The option that a misspelt name probably means. */
export function meant(name: string): string | undefined {
  if (known.includes(name)) return undefined;
  // Short names are close to many others.
  const max = name.length < 5 ? 0 : name.length < 9 ? 1 : 2;
  return known.find((one) => distance(name, one.toLowerCase()) <= max);
}
