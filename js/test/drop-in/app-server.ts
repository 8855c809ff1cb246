// The app's own server, for requests by fetch and by XMLHttpRequest, as the clients make them.

export interface Asked {
  url: string;
  form: Record<string, string>;
  /** The headers in lower case, without Content-Type and Accept. */
  headers: Record<string, string>;
}
export type Reply = object | { status: number; body: string };

const presence = JSON.stringify({ user_id: '1', user_info: { name: 'ada' } });

export class AppServer {
  /** All requests, in order. */
  asked: Asked[] = [];
  /** Virtual milliseconds until the response. */
  delay = 10;
  /** Returns the response. A plain object is the body of a 200. */
  answer: (asked: Asked) => Reply = ({ form, url }) =>
    url.includes('user-auth')
      ? { auth: 'k:u', user_data: '{"id":"1"}' }
      : form.channel_name?.startsWith('presence-')
        ? { auth: 'k:s', channel_data: presence }
        : { auth: 'k:s' };

  private take(
    url: string,
    body: unknown,
    given: object,
  ): Promise<{ status: number; body: string }> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = `${value}`;
    delete headers['content-type'];
    delete headers.accept;
    const form = Object.fromEntries(new URLSearchParams(`${body}`));
    const asked = { url, form, headers };
    this.asked.push(asked);
    const reply: any = this.answer(asked);
    const raw = 'status' in reply ? reply : { status: 200, body: JSON.stringify(reply) };
    return new Promise((resolve) => setTimeout(() => resolve(raw), this.delay));
  }

  fetch = async (url: string, { body, headers, signal }: any): Promise<any> => {
    const answer = await this.take(url, body, headers);
    if (signal?.aborted) throw new DOMException('aborted', 'AbortError');
    if (answer.status === 0) throw new TypeError('Failed to fetch');
    return {
      status: answer.status,
      redirected: false,
      headers: new Headers(),
      text: async () => answer.body,
    };
  };

  get xhr(): any {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class below has its own `this`
    const server = this;
    return class {
      readyState = 0;
      status = 0;
      responseText = '';
      onreadystatechange: (() => void) | null = null;
      private url = '';
      private headers: Record<string, string> = {};
      open(_method: string, url: string): void {
        this.url = url;
      }
      setRequestHeader(name: string, value: string): void {
        this.headers[name] = value;
      }
      abort(): void {}
      send(body: unknown): void {
        void server.take(this.url, body, this.headers).then(({ status, body: text }) => {
          Object.assign(this, { readyState: 4, status, responseText: text });
          this.onreadystatechange?.();
        });
      }
    };
  }
}
