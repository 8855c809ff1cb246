// What the pages' connections go through, so that a test can cut it while the server runs on.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export class Cable {
  #sockets = new Set();
  #isCut = false;

  /** Passes everything to this port. */
  static async start(target) {
    const one = new Cable();
    one.server = createServer((near) => {
      if (one.#isCut) return near.destroy();
      const far = connect(target, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ]) {
        one.#sockets.add(from);
        from.on('close', () => {
          one.#sockets.delete(from);
          to.destroy();
        });
        from.on('error', () => {});
        from.pipe(to);
      }
    });
    one.server.listen(0, '127.0.0.1');
    await once(one.server, 'listening');
    one.port = one.server.address().port;
    return one;
  }

  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }
  join() {
    this.#isCut = false;
  }
  async stop() {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }
}
