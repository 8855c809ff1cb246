// Checklist 33–36: sending the socket id to the app's server.
import { expect, test, vi } from 'vitest';
import { socketIdFetch } from '../../src/index.js';
import { both, inVirtualTime, same, type Stage } from './both.js';

inVirtualTime();

/** Makes a page with four HTTP clients; returns functions that show what each would send. */
function page(): () => unknown[] {
  const axiosUse: any[] = [];
  const axios = Object.assign(() => {}, {
    interceptors: { request: { use: (one: any) => axiosUse.push(one) } },
  });
  const prefilters: any[] = [];
  const jQuery = Object.assign(() => {}, {
    ajax: () => {},
    ajaxPrefilter: (one: any) => prefilters.push(one),
  });
  const vue: any[] = [];
  const turbo: any[] = [];
  const document = {
    addEventListener: (name: string, one: any) =>
      name === 'turbo:before-fetch-request' && turbo.push(one),
  };
  const globals = { axios, jQuery, Turbo: {}, document, Vue: { http: { interceptors: vue } } };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  return () => {
    const header: Record<string, unknown>[] = [{}, {}, {}, {}];
    const setIn = (n: number) => (name: string, value: unknown) => (header[n]![name] = value);
    axiosUse[0]({ headers: header[0] });
    prefilters[0]({}, {}, { setRequestHeader: setIn(1) });
    vue[0]({ headers: { set: setIn(2) } }, () => {});
    turbo[0]({ detail: { fetchOptions: { headers: header[3] } } });
    return header;
  };
}
const script = async (stage: Stage) => {
  const sent = page();
  stage.echo({ withoutInterceptors: false });
  const before = sent();
  await stage.connect('7.8');
  return { before, after: sent() };
};

test('33: axios sends the header X-Socket-Id once the id is known', async () => {
  const pick = async (stage: Stage) => {
    const { before, after } = await script(stage);
    return [before[0], after[0]];
  };
  expect(await same(pick)).toEqual([{}, { 'X-Socket-Id': '7.8' }]);
});

test('34: jQuery, Vue.http and Turbo send the header, too', async () => {
  const pick = async (stage: Stage) => (await script(stage)).after.slice(1);
  expect(await same(pick)).toEqual([
    { 'X-Socket-Id': '7.8' },
    { 'X-Socket-ID': '7.8' },
    { 'X-Socket-Id': '7.8' },
  ]);
});

test('35, Better: Turbo sends no header while the id is unknown', async () => {
  const { ours, peer } = await both(async (stage) => Object.keys((await script(stage)).before[3]!));
  expect(peer).toEqual(['X-Socket-Id']);
  expect(ours).toEqual([]);
});

test('36, Better: socketIdFetch sends the header with fetch', async () => {
  const { ours } = await both(async (stage) => {
    const seen: unknown[] = [];
    const fetch = async (_input: unknown, init: any) =>
      void seen.push(Object.fromEntries(new Headers(init.headers)));
    const marked = socketIdFetch(stage.echo(), fetch as any);
    await marked('/a');
    await stage.connect('7.8');
    await marked('/a', { headers: { 'X-Own': '1' } });
    await marked(new Request('http://app.test/b', { headers: { 'X-Own': '2' } }));
    await marked('/c', { headers: { 'x-socket-id': 'own' } });
    return seen;
  });
  expect(ours).toEqual([
    {},
    { 'x-own': '1', 'x-socket-id': '7.8' },
    { 'x-own': '2', 'x-socket-id': '7.8' },
    { 'x-socket-id': 'own' },
  ]);
});

test('E8: HTTP clients that come after Echo send the header, too, and each once', async () => {
  const { ours } = await both(async (stage) => {
    const echo = stage.echo({ withoutInterceptors: false });
    // Like Laravel's bootstrap.js: the import of Echo runs before this line.
    let registered = 0;
    const use: any[] = [];
    const axios = Object.assign(() => {}, {
      interceptors: { request: { use: (one: any) => (registered++, use.push(one)) } },
    });
    vi.stubGlobal('axios', axios);
    const socket = await stage.connect('7.8');
    socket.drop();
    await stage.connect('9.10');
    echo.registerInterceptors();
    return [registered, use[0]?.({ headers: {} })];
  });
  expect(ours).toEqual([1, { headers: { 'X-Socket-Id': '9.10' } }]);
});
