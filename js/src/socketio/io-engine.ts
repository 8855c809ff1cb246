// What applications read of a connection below its manager: `socket.io.engine`.
import { Emitter } from './emitter.js';
import type { DefaultEventsMap, DisconnectDescription } from './event-types.js';

/** The transport of a connection. */
export interface EngineTransport {
  /** `polling` or `websocket`. */
  name: string;
}
/** The events of a connection. The other events of socket.io-client are never emitted. */
export interface EngineEvents {
  /** A WebSocket has taken over from polling. */
  upgrade: (transport: EngineTransport) => void;
  /** The connection is lost, or was closed. */
  close: (reason: string, description?: DisconnectDescription) => void;
}

/**
 * One connection of a manager. The next connection is another object, without the listeners of this one.
 * @example
 * const { engine } = socket.io;
 * engine.on('upgrade', ({ name }) => show(name)); // websocket
 * engine.on('close', (reason) => show(reason));
 * engine.close(); // to try out a loss of the connection
 */
export class IoEngine extends Emitter<DefaultEventsMap, EngineEvents> {
  /** The session's id on the server, while there is one. */
  id: string | undefined;
  /** The transport that is used now. */
  transport: EngineTransport;
  /** @internal Whether a link was opened for it. */
  isUsed_ = false;

  /** Made by the manager, which `cut_` tells to end the connection. */
  constructor(
    name: string,
    private cut_: () => void,
  ) {
    super();
    this.transport = { name };
  }

  /** Ends the connection as a failure of the network would; the manager connects again. */
  close(): this {
    this.cut_();
    return this;
  }
}
