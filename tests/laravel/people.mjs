// HTTP requests of the office's users, each with a bearer token.
import assert from 'node:assert/strict';

export const password = 'password';
export const mail = (name) => `${name}@example.com`;

export class Person {
  constructor(url, id, token) {
    Object.assign(this, { url, id, token });
  }

  static async signIn(url, name) {
    const guest = new Person(url);
    const { token } = await guest.ask('POST', '/tokens', { email: mail(name), password });
    const { id } = await new Person(url, 0, token).ask('GET', '/user');
    return new Person(url, id, token);
  }

  /** Calls the application's API; with `socketId` on behalf of that connection. */
  async ask(method, path, body, socketId) {
    const answer = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(socketId && { 'X-Socket-ID': socketId }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return JSON.parse(text);
  }
}
