// servers/rooms.mjs and servers/spaces.mjs: Socket.IO 2 or 4.
import { Program, servers } from './process.mjs';

export class Rooms extends Program {
  static file = 'rooms.mjs';

  /** `options`: as in the server's file. */
  static async start(version, options = {}) {
    const server = new this(process.execPath, [
      `${servers}${this.file}`,
      String(version),
      JSON.stringify(options),
    ]);
    server.port = JSON.parse(await server.line((line) => line.startsWith('{"ready"'))).ready;
    server.url = `http://127.0.0.1:${server.port}`;
    server.restarted = async () => {
      await server.kill();
      return this.start(version, { ...options, port: server.port });
    };
    return server;
  }
}

export class Spaces extends Rooms {
  static file = 'spaces.mjs';
}
