import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InputTag } from '../../src/host/border.js';
import { authorize } from '../../src/pusher/auth.js';

/** A response of the endpoint, as the engine expects it. */
const answered = (status: number, body: string, retryAfter = 0) => [
  InputTag.AuthAnswered,
  status,
  false,
  retryAfter,
  body,
];
const refused = (text: string, status = 0) => [InputTag.AuthFailed, true, text, status];

const fixed = {
  Accept: 'application/json',
  'Content-Type': 'application/x-www-form-urlencoded',
};
const request = { channel: 'private-a', socketId: '1.2' };
const channel = { name: 'private-a' } as any;
const user = { channel: '', socketId: '1.2' };
let calls: { url: string; init: any }[];
let answer: () => Response;

beforeEach(() => {
  calls = [];
  answer = () => new Response('{"auth":"k:s"}');
  vi.stubGlobal('fetch', async (url: string, init: any) => {
    calls.push({ url, init });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a request for a signature', () => {
  it('is sent as by pusher-js, and accepts JSON', async () => {
    const options = {
      authEndpoint: '/auth',
      auth: { headers: { 'X-A': '1' }, params: { p: 'q' } },
    };
    expect(await authorize(options, request, channel)).toEqual(answered(200, '{"auth":"k:s"}'));
    const { url, init } = calls[0]!;
    expect(url).toBe('/auth');
    expect(init.method).toBe('POST');
    // React Native sends forms only as strings.
    expect(init.body).toBe('socket_id=1.2&channel_name=private-a&p=q');
    expect(init.headers).toEqual({ ...fixed, 'X-A': '1' });
  });

  it('reads headers and params each time, also from functions', async () => {
    let token = 'one';
    const options = {
      channelAuthorization: {
        endpoint: '/auth',
        headers: { Authorization: () => token, 'X-None': () => null },
        headersProvider: () => ({ 'X-P': token }),
        paramsProvider: () => ({ t: token }),
      },
    };
    await authorize(options, request, channel);
    token = 'two';
    await authorize(options, request, channel);
    expect(calls.map(({ init }) => init.headers.Authorization)).toEqual(['one', 'two']);
    expect(calls[1]!.init.headers).toEqual({
      ...fixed,
      Authorization: 'two',
      'X-P': 'two',
    });
    expect(`${calls[1]!.init.body}`).toContain('t=two');
  });

  it('passes status, Retry-After and redirects to the engine', async () => {
    answer = () => new Response('no', { status: 429, headers: { 'Retry-After': '7' } });
    expect(await authorize({}, request, channel)).toEqual(answered(429, 'no', 7));
  });

  it.each([
    ['7', 7],
    ['-5', 0],
    ['1.5', 0],
    ['soon', 0],
    ['', 0],
    ['9'.repeat(30), 2 ** 31],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ])('reads the Retry-After header "%s"', async (header, seconds) => {
    answer = () => new Response('', { status: 503, headers: { 'Retry-After': header } });
    expect(await authorize({}, request, channel)).toEqual(answered(503, '', seconds));
  });

  it('reads a Retry-After header that is a date', async () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2015, 9, 21, 7, 27, 30));
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    answer = () => new Response('', { status: 503, headers: { 'Retry-After': date } });
    expect(await authorize({}, request, channel)).toEqual(answered(503, '', 30));
    now.mockRestore();
  });

  it('does not follow a redirect', async () => {
    const opaque = Object.defineProperties(new Response(), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    });
    answer = () => opaque;
    expect((await authorize({}, request, channel))[2]).toBe(true);
    expect(calls[0]!.init.redirect).toBe('manual');
  });

  it('reads no more of a body than the limit', async () => {
    let read = 0;
    const endless = new ReadableStream({
      pull(controller) {
        read++;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
      },
    });
    answer = () => new Response(endless);
    const [, status, , , body] = await authorize({}, request, channel);
    expect(status).toBe(200);
    expect(body).toHaveLength(64 * 1024 + 1);
    expect(read).toBeLessThan(8);
    // Without streams.
    answer = () => Object.defineProperty(new Response('x'.repeat(1e6)), 'body', { value: null });
    expect((await authorize({}, request, channel))[4]).toHaveLength(64 * 1024 + 1);
  });

  it('distinguishes a network failure from a refusal', async () => {
    answer = () => {
      throw new TypeError('Failed to fetch');
    };
    await expect(authorize({}, request, channel)).rejects.toThrow('Failed to fetch');
  });

  it('sends the decoded cookie token to its own server, and to others only with credentials', async () => {
    vi.stubGlobal('document', { cookie: 'a=b; XSRF-TOKEN=x%3D%3D' });
    vi.stubGlobal('location', { origin: 'https://app.test' });
    await authorize({ authEndpoint: '/auth' }, request, channel);
    await authorize({ authEndpoint: 'https://api.test/auth' }, request, channel);
    await authorize(
      { authEndpoint: 'https://api.test/auth', credentials: 'include' },
      request,
      channel,
    );
    expect(calls.map(({ init }) => init.headers['X-XSRF-TOKEN'])).toEqual([
      'x==',
      undefined,
      'x==',
    ]);
    expect(calls[2]!.init.credentials).toBe('include');
  });

  it('for a user uses its own endpoint and names no channel', async () => {
    await authorize({ userAuthentication: { endpoint: '/user' } }, user);
    expect(calls[0]!.url).toBe('/user');
    expect(`${calls[0]!.init.body}`).toBe('socket_id=1.2');
  });
});

describe("the app's own handler", () => {
  const by = (authorizeChannel: (id: string, done: any) => void) =>
    authorize(
      { authEndpoint: '/a', authorizer: () => ({ authorize: authorizeChannel }) },
      request,
      channel,
    );

  it.each([false, null])('succeeds with %s as the first argument', async (none) => {
    expect(await by((_id, done) => done(none, { auth: 'x' }))).toEqual(
      answered(200, '{"auth":"x"}'),
    );
  });

  it('refuses with true or an Error', async () => {
    expect(await by((_id, done) => done(true))).toEqual(refused(''));
    expect(await by((_id, done) => done(new Error('no')))).toEqual(refused('no'));
  });

  it('may pass on the status of its own request', async () => {
    const axios = Object.assign(new Error('x'), { response: { status: 503 } });
    expect(await by((_id, done) => done(axios))).toEqual(refused('x', 503));
  });

  it('that throws is contained', async () => {
    const options = {
      authorizer: () => {
        throw new Error('broken');
      },
    };
    expect(await authorize(options, request, channel)).toEqual(refused('broken'));
  });

  it('receives the channel and the options as with pusher-js', async () => {
    const authorizer = vi.fn(() => ({ authorize: (_: string, done: any) => done(null, {}) }));
    const auth = { headers: { a: 'b' } };
    await authorize({ authEndpoint: '/a', auth, authorizer }, request, channel);
    expect(authorizer).toHaveBeenCalledWith(channel, {
      authTransport: 'ajax',
      authEndpoint: '/a',
      auth,
    });
  });

  it('of channelAuthorization overrides the four legacy options', async () => {
    const customHandler = vi.fn((_request: any, done: any) => done(null, { auth: 'c' }));
    const options = { channelAuthorization: { customHandler }, authorizer: vi.fn() as any };
    expect(await authorize(options, request, channel)).toEqual(answered(200, '{"auth":"c"}'));
    expect(customHandler.mock.calls[0]![0]).toEqual({ channelName: 'private-a', socketId: '1.2' });
    expect(options.authorizer).not.toHaveBeenCalled();
  });
});
