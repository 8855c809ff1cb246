// The connection to the socket server that runs. The page downloads the engine of this one only.
const modules = {
  'laravel-echo-server': () => import('./echo.js'),
  oread: () => import('./reverb.js'),
};

/** `server` is what environment.js returns. Resolves with a function that connects. */
export async function load({ kind, ...address }) {
  const { connect } = await modules[kind]();
  return () => connect(address);
}
