// The names of the options of an Echo, and which one a misspelt name means.

/** Held against the types by a test. */
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

/** How many letters to add, take away or change. */
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
  // Short names are near to many others.
  const most = name.length < 5 ? 0 : name.length < 9 ? 1 : 2;
  return known.find((one) => distance(name, one.toLowerCase()) <= most);
}
