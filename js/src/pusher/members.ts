// The members of a presence channel, as apps read them.

/** Somebody on a presence channel. */
export interface Member {
  /**
   * As the server names them: a number in what it tells of one member, where it sends numbers; a text in lists, where it
   * stands as a key.
   */
  id: any;
  /** What the app's server told of them (`user_info`). */
  info: any;
}

/** Who is on a presence channel. It survives reconnects, and is empty after `disconnect()`. */
export class Members {
  /** Info by id. */
  members: Record<string, any> = Object.create(null);
  /** How many. */
  count = 0;
  // What may be null has the type `any`, as in pusher-js: strict code that was written for it must compile.
  /** One's own id, once subscribed; null before. */
  myID: any = null;
  /** Oneself as a {@link Member}, once subscribed; null before. */
  me: any = null;

  /** The {@link Member} with this id, or null. */
  get(id: string | number): any {
    return id in this.members ? { id, info: this.members[id] } : null;
  }
  /** Calls `callback` with every member. */
  each(callback: (member: Member) => void): void {
    for (const id in this.members) callback(this.get(id));
  }

  /** @internal */
  reset_(list: Member[] = [], me: string | number | null = null): void {
    // Without a prototype: an id may be any text.
    this.members = Object.create(null);
    this.count = 0;
    for (const one of list) this.add_(one);
    this.myID = me;
    this.me = this.get(me!);
  }
  /** @internal */
  add_({ id, info }: Member): void {
    if (!(id in this.members)) this.count++;
    this.members[id] = info;
  }
  /** @internal */
  remove_(id: string | number): void {
    if (id in this.members) this.count--;
    delete this.members[id];
  }
}
