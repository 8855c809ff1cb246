// servers/rooms.mjs: Socket.IO 2 or 4.
import { Program, servers } from './process.mjs';

export class Rooms extends Program {
  /** `options`: as in servers/rooms.mjs. */
  static async start(version, options = {}) {
    const server = new Rooms(process.execPath, [
      `${servers}rooms.mjs`,
      String(version),
      JSON.stringify(options),
    ]);
    server.port = JSON.parse(await server.line((line) => line.startsWith('{"ready"'))).ready;
    server.url = `http://127.0.0.1:${server.port}`;
    server.restarted = async () => {
      await server.kill();
      return Rooms.start(version, { ...options, port: server.port });
    };
    return server;
  }
}
