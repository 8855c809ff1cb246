// On a server the page renders, and connects nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { createServer } from 'vite';
import { servers } from '../sockets.js';

for (const server of Object.keys(servers))
  test(`importing and rendering the dashboard for ${server} on a server is inert`, async (t) => {
    process.env.SOCKET_SERVER = server;
    const vite = await createServer({
      configFile: fileURLToPath(new URL('../vite.config.js', import.meta.url)),
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
    const { App } = await vite.ssrLoadModule('/components/App.jsx');
    const { Dashboard } = await vite.ssrLoadModule('/components/Dashboard.jsx');
    assert.match(renderToString(createElement(App)), /Sign in/);
    assert.match(renderToString(createElement(Dashboard)), /Loading the sheet/);
    assert.deepEqual(used, []);
  });
