// Customers: they buy by Laravel's API, as a shop's website would.
export class Customers {
  #token;

  /** `url` is Laravel's address. */
  constructor(url) {
    this.url = url;
  }

  /** A sale; resolves with its invoice. `options` are those of `ChinookController::sell`. */
  buy = (options = {}) => this.ask('/chinook/sales', options);

  async ask(path, body) {
    this.#token ??= await this.#signIn();
    return this.#post(path, body, { Authorization: `Bearer ${this.#token}` });
  }

  async #signIn() {
    const account = { email: 'cleo@example.com', password: 'password' };
    return (await this.#post('/tokens', account)).token;
  }

  async #post(path, body, headers) {
    const answer = await fetch(`${this.url}/api${path}`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
