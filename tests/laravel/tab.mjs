// A tab in Chromium with Oread, on a page of the application or of another origin.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { mail, password } from './people.mjs';

export const launch = () =>
  chromium.launch({
    executablePath: process.env.OREAD_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      // A page created by a test has no address, so its calls to this machine would be forbidden.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });

let script;
/** The package as one script, so that it runs on any page. */
const bundled = () =>
  (script ??= build({
    stdin: {
      contents: `import Echo from 'oread'; import 'oread/encryption'; globalThis.OreadEcho = Echo;`,
      resolveDir: fileURLToPath(new URL('../../', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    target: 'es2020',
    write: false,
    logLevel: 'error',
  }).then(({ outputFiles }) => outputFiles[0].text));

/** A separate browser for a signed-in user or a guest. */
export async function openContext(browser, { url }, name) {
  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  if (name) {
    const page = await context.newPage();
    await signIn(page, url, name);
    await page.close();
  }
  return context;
}

export async function signIn(page, url, name) {
  await page.goto(`${url}/login`);
  await page.fill('[name=email]', mail(name));
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForURL(`${url}/`), page.click('button')]);
}

export class Tab {
  /** Auth requests: [path, status, headers of the response]. */
  asked = [];

  /** A page of the application without an Echo of its own. */
  static async open(context, backend, options) {
    return new Tab().#open(context, backend, `${backend.url}/login`, options);
  }

  /** A page of another origin, like a single-page application. */
  static async openElsewhere(context, backend, options) {
    const origin = 'http://localhost:3000';
    await context.route(`${origin}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>' }),
    );
    return new Tab().#open(context, backend, `${origin}/`, options);
  }

  /** `options` is the source of an object for `new Echo`: it may contain functions. */
  async #open(context, { url, socket }, address, options = '{}') {
    this.page = await context.newPage();
    this.page.on('response', (answer) => {
      const asked = new URL(answer.url());
      if (asked.pathname.endsWith('/broadcasting/auth'))
        this.asked.push([asked.pathname, answer.status(), answer.headers()]);
    });
    await this.page.goto(address);
    await this.page.addScriptTag({ content: await bundled() });
    await this.page.evaluate(
      ({ socket, url }) => {
        const heard = [];
        const note =
          (what) =>
          (...args) =>
            void heard.push([what, ...args]);
        const common = {
          broadcaster: 'reverb',
          key: socket.key,
          wsHost: socket.host,
          wsPort: socket.port,
          wssPort: socket.port,
          forceTLS: socket.tls,
        };
        Object.assign(globalThis, { heard, note, app: url, common });
      },
      { socket, url },
    );
    await this.run(`globalThis.echo = new OreadEcho({ ...common, ...${options} })`);
    return this;
  }

  /** Runs code of an app: `echo` is its Echo, and `note(name)` returns a listener whose calls `heard` waits for. */
  run(code) {
    return this.page.evaluate(`(async () => { ${code} })()`);
  }

  /** Waits for a call of the listener with this name, and returns its arguments. */
  async heard(name, wanted = 'true') {
    const found = await this.page.waitForFunction(
      `heard.find(([name, ...args]) => name === ${JSON.stringify(name)} && ((...args) => ${wanted})(...args))`,
    );
    return (await found.jsonValue()).slice(1);
  }

  /** Waits for this number of auth responses with this status. */
  async answered(status, count) {
    while (this.asked.filter(([, one]) => one === status).length < count)
      await this.page.waitForEvent('response');
  }

  /** All arguments that this listener has received so far. */
  all(name) {
    return this.page.evaluate(
      `heard.filter(([one]) => one === ${JSON.stringify(name)}).map(([, ...args]) => args)`,
    );
  }

  socketId() {
    return this.page.waitForFunction('echo.socketId()').then((id) => id.jsonValue());
  }
}
