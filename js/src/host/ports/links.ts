// The links that the engine opened, by id, and the one that was opened before the engine was loaded.
import { Link, type LinkListener, type WebSocketConstructor } from './websocket.js';

export class Links {
  private links_ = new Map<number, Link>();
  private early_: Link | undefined;

  constructor(
    private WebSocket_: WebSocketConstructor,
    private listener_: LinkListener,
  ) {}

  /** Opens a link early. The engine takes it over if it opens this address. */
  prepare_(url: string): void {
    this.early_ = this.make_(url);
  }
  /** Closes the early link unless the engine took it. */
  drop_(): void {
    this.early_?.close(1000);
    this.early_ = undefined;
  }

  start_(id: number, url: string): void {
    let link = this.early_;
    if (link?.url === url) this.early_ = undefined;
    else link = this.make_(url);
    this.links_.set(id, link!);
    link!.adopt_(id);
  }
  send_(id: number, text: string): void {
    this.links_.get(id)?.send(text);
  }
  close_(id: number, code: number): void {
    this.links_.get(id)?.close(code);
    this.links_.delete(id);
  }
  closeAll_(): void {
    for (const id of this.links_.keys()) this.close_(id, 1000);
  }

  private make_(url: string): Link {
    return new Link(url, this.WebSocket_, this.listener_);
  }
}
