// On a server the pages render, and connect nothing.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { createServer as createVite } from 'vite';
import { socketServer } from '../client/services/environment.js';
import { client, servePage } from '../page.js';
import { servers } from '../sockets.js';

/** What Next asks this server, which stands in for the socket server and for Laravel. */
const asked = [];
const peer = createServer(({ url }, response) => {
  asked.push(url);
  response.end('an answer');
});
peer.on('upgrade', ({ url }, socket) => {
  asked.push(url);
  socket.end();
});
before(() => once(peer.listen(0, '127.0.0.1'), 'listening'));
after(() => peer.close());

/** The environment of Next for the socket server of this name. */
const environment = (name) => ({
  ...servers[name].page(peer.address().port, { REVERB_APP_KEY: 'a-key' }),
  SOCKET_SERVER: name,
  LARAVEL_URL: `http://127.0.0.1:${peer.address().port}`,
});

for (const name of Object.keys(servers)) {
  test(`Next renders the frame of both pages for ${name}, and opens no connection`, async (t) => {
    asked.length = 0;
    const { url, stop } = await servePage({ environment: environment(name) });
    t.after(stop);
    const get = async (path) => (await fetch(url + path)).text();
    const [dashboard, report] = [await get('/'), await get('/report')];
    for (const html of [dashboard, report]) {
      assert.match(html, /<title>Attendance<\/title>/);
      assert.match(html, /<h1>Attendance<\/h1>.*<button>Sign in<\/button>/s);
    }
    // One build for both servers: the address comes with the page that connects.
    assert.equal(dashboard.includes('a-key'), name === 'oread');
    assert.ok(dashboard.includes(String(peer.address().port)));
    assert.ok(!report.includes('127.0.0.1'));
    assert.equal(await get('/api/user'), 'an answer');
    assert.deepEqual(asked, ['/api/user']);
  });

  // Only the browser knows who is signed in, so Next's server does not render the dashboard.
  test(`importing and rendering the dashboard for ${name} on a server is inert`, async (t) => {
    const vite = await createVite({
      root: client,
      configFile: false,
      oxc: { jsx: { runtime: 'automatic' } },
      server: { middlewareMode: true, ws: false },
      appType: 'custom',
      logLevel: 'error',
    });
    t.after(() => vite.close());
    const used = [];
    const spy = (name) =>
      function () {
        used.push(name);
      };
    const { fetch, setInterval } = globalThis;
    Object.assign(globalThis, {
      WebSocket: spy('WebSocket'),
      fetch: spy('fetch'),
      setInterval: spy('setInterval'),
    });
    t.after(() => Object.assign(globalThis, { fetch, setInterval, WebSocket: undefined }));
    for (const service of ['echo', 'reverb']) await vite.ssrLoadModule(`/services/${service}.js`);
    const { Dashboard } = await vite.ssrLoadModule('/components/Dashboard.jsx');
    const server = socketServer(environment(name));
    assert.match(renderToString(createElement(Dashboard, { server })), /Loading the sheet/);
    // Until an import that rendering has begun would have ended.
    await setImmediate();
    assert.deepEqual(used, []);
  });
}
