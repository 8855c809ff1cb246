// Asks the app's server, or the app's own handler, for signatures. Headers, params and tokens are read for each
// request. What an answer means is the engine's business.
import type { AuthAnswer, AuthRequest } from '../host/client.js';
import type { Channel } from './channel.js';
import type { AuthCallback, AuthOptions, Options, Values } from './options.js';

type Asked = Omit<AuthRequest, 'signal'> & { signal?: AbortSignal };

/** A map whose values, or which itself, may be functions. */
function read(values?: Values): Record<string, any> {
  const found = { ...values, ...(typeof values === 'function' && values()) };
  for (const key in found) if (typeof found[key] === 'function') found[key] = found[key]();
  return found;
}

/** The legacy four options, in today's shape. */
function legacy({ auth, authEndpoint }: Options): AuthOptions<any> {
  return { endpoint: authEndpoint || '/pusher/auth', ...auth };
}

async function ask(how: AuthOptions<any>, all: Options, request: Asked): Promise<AuthAnswer> {
  const { channel, socketId, signal } = request;
  const url = how.endpoint || `/pusher/${channel ? '' : 'user-'}auth`;
  const credentials = how.credentials ?? all.credentials;
  const headers: Record<string, any> = {
    // Laravel answers 401 and 403 instead of redirecting to a page.
    Accept: 'application/json',
    ...read(how.headers),
    ...how.headersProvider?.(),
  };
  const origin = globalThis.location?.origin;
  const cookie = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(globalThis.document?.cookie ?? '');
  // The token is for the server that set it: the page's own, or one that the app shares its cookies with.
  if (cookie && (credentials === 'include' || new URL(url, origin).origin === origin))
    headers['X-XSRF-TOKEN'] ??= decodeURIComponent(cookie[1]!);
  for (const name in headers) if (headers[name] == null) delete headers[name];
  const body = new URLSearchParams({
    socket_id: socketId,
    ...(channel && { channel_name: channel }),
    ...read(how.params),
    ...how.paramsProvider?.(),
  });
  const answer = await fetch(url, { method: 'POST', body, headers, credentials, signal });
  const after = answer.headers.get('Retry-After') ?? '';
  return {
    status: answer.status,
    redirected: answer.redirected,
    retryAfter: +after || Math.max(0, Math.round((Date.parse(after) - Date.now()) / 1000)) || 0,
    body: await answer.text(),
  };
}

/** Answers in any case: what an app's function throws is a refusal with its words. */
export function authorize(
  options: Options,
  request: Asked,
  channel?: Channel,
): Promise<AuthAnswer> {
  const { channel: channelName, socketId } = request;
  return new Promise<AuthAnswer>((resolve) => {
    const answered: AuthCallback = (error: any, data) => {
      const status = error?.status ?? error?.response?.status;
      if (!error) resolve({ status: 200, body: JSON.stringify(data) });
      else if (status) resolve({ status, body: '' });
      else resolve({ refused: status !== 0, text: error.message ?? `${error}` });
    };
    const { channelAuthorization, authorizer, authTransport = 'ajax' } = options;
    const how: AuthOptions<any> = channel
      ? (channelAuthorization ?? legacy(options))
      : (options.userAuthentication ?? {});
    if (channel && authorizer && !channelAuthorization) {
      const { auth = {}, authEndpoint = '/pusher/auth' } = options;
      authorizer(channel, { authTransport, authEndpoint, auth }).authorize(socketId, answered);
    } else if (how.customHandler)
      how.customHandler(channel ? { channelName, socketId } : { socketId }, answered);
    else
      ask(how, options, request).then(resolve, (error) =>
        resolve({ refused: false, text: error.message }),
      );
  }).catch((error) => ({ refused: true, text: `${error?.message ?? error}` }));
}
