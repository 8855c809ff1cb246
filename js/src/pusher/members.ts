// The members of a presence channel, as apps read them.

export interface Member {
  id: string;
  info: any;
}

export class Members {
  /** Info by id. */
  members: Record<string, any> = Object.create(null);
  count = 0;
  myID: string | null = null;
  me: Member | null = null;

  get(id: string | number): Member | null {
    return id in this.members ? { id: `${id}`, info: this.members[id] } : null;
  }
  each(callback: (member: Member) => void): void {
    for (const id in this.members) callback(this.get(id)!);
  }

  /** @internal */
  reset_(list: Member[], me: string): void {
    // Without a prototype: an id may be any text.
    this.members = Object.create(null);
    this.count = 0;
    for (const one of list) this.add_(one);
    this.myID = me;
    this.me = this.get(me);
  }
  /** @internal */
  add_({ id, info }: Member): void {
    if (!(id in this.members)) this.count++;
    this.members[id] = info;
  }
  /** @internal */
  remove_(id: string): void {
    if (id in this.members) this.count--;
    delete this.members[id];
  }
}
