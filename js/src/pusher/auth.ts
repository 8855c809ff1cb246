// Requests signatures from the application's server or its own handler. Headers, params and tokens are read for each
// request. The engine decides what a response means.
import { InputTag, Limit } from '../host/border.js';
import type { AuthAnswer, AuthRequest } from '../host/ports/auth.js';
import { bodyOf } from '../host/ports/body.js';
import { failure } from '../host/given.js';
import { optional } from '../host/optional.js';
import type { AuthCallback, AuthorizationOptions, Options, Values } from './options.js';

type Asked = Omit<AuthRequest, 'signal'> & { signal?: AbortSignal };

/** Resolves a map that may be a function or contain functions. `look_` lets Echo's map find values that were added later. */
export function read(values?: Values & { look_?: () => void }): Record<string, any> {
  values?.look_?.();
  const found: Record<string, any> = {
    ...values,
    ...(typeof values === 'function' && values()),
  };
  for (const key in found) if (typeof found[key] === 'function') found[key] = found[key]();
  return found;
}

async function ask(
  how: AuthorizationOptions<unknown>,
  all: Partial<Options>,
  request: Asked,
): Promise<AuthAnswer> {
  const { channel, socketId, signal } = request;
  const url = how.endpoint || `/pusher/${channel ? '' : 'user-'}auth`;
  const credentials = how.credentials ?? all.credentials;
  const headers: Record<string, any> = {
    // With it Laravel responds with 401 or 403 instead of redirecting to a page.
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    ...read(how.headers),
    ...how.headersProvider?.(),
  };
  // Send the token only to the server that set it: the page's own, or one that receives its cookies. Without access to
  // cookies, or with a malformed cookie, no token is sent.
  const token = optional(() => {
    const origin = globalThis.location?.origin;
    if (credentials === 'include' || new URL(url, origin).origin === origin)
      return decodeURIComponent(/(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)![1]!);
  });
  if (token) headers['X-XSRF-TOKEN'] ??= token;
  for (const name in headers) if (headers[name] == null) delete headers[name];
  // As text: React Native's fetch takes the object, and sends nothing of it.
  const body = `${new URLSearchParams({
    socket_id: socketId,
    ...(channel && { channel_name: channel }),
    ...read(how.params),
    ...how.paramsProvider?.(),
  })}`;
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers,
    credentials,
    signal,
    // The credentials are for this URL only.
    redirect: 'manual',
  });
  return [
    InputTag.AuthAnswered,
    answer.status,
    // A page cannot see a redirect's target or status.
    answer.redirected || answer.type === 'opaqueredirect',
    secondsOf(answer.headers.get('Retry-After') ?? ''),
    await bodyOf(
      answer,
      Limit.AuthBytes,
      optional(() => new TextDecoder()),
    ),
  ];
}

/** The value of a Retry-After header in seconds; the header may be a date. 0 if it is missing or malformed. */
function secondsOf(header: string): number {
  if (/^\d+$/.test(header)) return Math.min(Number(header), 2 ** 31);
  return Math.max(0, Math.ceil((Date.parse(header) - Date.now()) / 1000)) || 0;
}

/**
 * Calls the application's handler, or sends a request to its server. An error from a handler is a refusal with its message
 * (see `failure`); the promise rejects if the network fails.
 */
export async function authorize(
  options: Partial<Options>,
  request: Asked,
  channel?: object,
): Promise<AuthAnswer> {
  const { channel: channelName, socketId } = request;
  const { channelAuthorization, authorizer, authTransport = 'ajax', auth } = options;
  const authEndpoint = options.authEndpoint || '/pusher/auth';
  const how: AuthorizationOptions<any> = channel
    ? (channelAuthorization ?? { endpoint: authEndpoint, ...auth })
    : (options.userAuthentication ?? {});
  const legacy = channel && !channelAuthorization && authorizer;
  if (!legacy && !how.customHandler) return ask(how, options, request);
  return new Promise<AuthAnswer>((resolve) => {
    const failed = (error: unknown) => resolve([InputTag.AuthFailed, ...failure(error)]);
    const answered: AuthCallback = (error, data) => {
      // Laravel's documentation calls `callback(true, error)`.
      if (error) return failed(error === true ? (data ?? error) : error);
      try {
        const body = JSON.stringify(data) ?? 'null';
        resolve([InputTag.AuthAnswered, 200, false, 0, body.slice(0, Limit.AuthBytes + 1)]);
      } catch (problem) {
        failed(problem);
      }
    };
    // A handler may be async. Its return value is ignored, but its rejection is not.
    const asked = async (): Promise<unknown> =>
      legacy
        ? legacy(channel, { authTransport, authEndpoint, auth: auth ?? {} }).authorize(
            socketId,
            answered,
          )
        : how.customHandler!({ socketId, ...(channel && { channelName }) }, answered);
    asked().catch(failed);
  });
}
