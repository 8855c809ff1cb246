// The members of a presence channel.

/** A member of a presence channel. */
export interface Member {
  /**
   * The user id. In events about one member it is a number if the server sends a number; in lists it is always a string,
   * because it is a key there.
   */
  id: any;
  /** What the application's server sent about the member (`user_info`). */
  info: any;
}

/**
 * The members of a presence channel. The list is kept during reconnects and empty after `disconnect()`.
 * @example
 * import Pusher, { type Members } from 'oread/pusher';
 *
 * const pusher = new Pusher('app-key', { cluster: 'eu' });
 * pusher.subscribe('presence-room.1').bind('pusher:subscription_succeeded', (members: Members) => {
 *   show(members.count, members.me?.info);
 *   show(members.get('7')?.info); // undefined if this user is not here
 *   members.each(({ id, info }) => show(id, info));
 * });
 */
export class Members {
  /** Info by id. */
  members: Record<string, any> = Object.create(null);
  /** The number of members. */
  count = 0;
  // Nullable members have the type `any`, as in pusher-js: strict code that was written for it must compile.
  /** The current user's id; null before the subscription succeeds. */
  myID: any = null;
  /** The current user as a {@link Member}; null before the subscription succeeds. */
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
    // Without a prototype, because an id may be any string.
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
