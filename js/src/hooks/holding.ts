// What one hook holds: leases on the channels that it was last asked for, and its listeners on them.
import { current, onMove } from './config.js';
import { leases } from './leases.js';

export type Visibility = 'private' | 'public' | 'presence' | 'encrypted';
export type Detach = () => void;
/** Binds listeners to a channel, which the app calls `name`. */
export type Attach = (channel: any, name: string) => Detach;
export type Name = string | null | undefined | false | 0;

const methods = {
  public: 'channel',
  private: 'private',
  presence: 'join',
  encrypted: 'encryptedPrivate',
} as const;

export class Holding {
  private echo_: any;
  private mine_: any;
  private held_: Record<string, [channel: any, detach?: Detach | undefined]> = {};
  private wanted_: [visibility: Visibility, names: Name[], attach: Attach] = [
    'private',
    [],
    () => () => {},
  ];
  private listens_ = true;
  private end_?: (() => void) | undefined;

  /** Brings what is held in line: leases on these names only, and these listeners. */
  hold_(visibility: Visibility, names: Name[], attach: Attach): void {
    this.detach_();
    if (visibility !== this.wanted_[0]) this.drop_();
    this.wanted_ = [visibility, names, attach];
    this.listens_ = true;
    this.take_();
  }
  /** Gives everything back; `hold_` may follow. */
  release_(): void {
    this.detach_();
    this.drop_();
    this.end_?.();
    this.end_ = undefined;
  }

  channel = (name?: string): any => this.held_[name ?? Object.keys(this.held_)[0]!]?.[0] ?? null;
  listen = (): void => {
    this.listens_ = true;
    this.take_();
  };
  stopListening = (): void => {
    this.listens_ = false;
    this.detach_();
  };
  leaveChannel = (all = false): void => {
    this.stopListening();
    if (all) for (const name in this.held_) this.echo_.leave(name);
    this.drop_();
  };
  leave = (): void => this.leaveChannel(true);

  private take_(): void {
    const [visibility, all, attach] = this.wanted_;
    const names = all.filter((name) => name) as string[];
    for (const name in this.held_) if (!names.includes(name)) this.leaveOne_(name);
    // Idle hooks need no Echo.
    if (!names.length) return;
    this.end_ ??= onMove(() => {
      if (!Object.keys(this.held_).length) return;
      this.detach_();
      this.drop_();
      this.take_();
    });
    if (this.echo_ !== current()) this.mine_ = leases((this.echo_ = current()));
    for (const name of names) {
      const one = (this.held_[name] ??= [this.mine_[methods[visibility]](name)]);
      if (this.listens_) one[1] ??= attach(one[0], name);
    }
  }
  private leaveOne_(name: string): void {
    this.mine_.leaveChannel(this.held_[name]![0].name);
    delete this.held_[name];
  }
  private detach_(): void {
    for (const one of Object.values(this.held_)) {
      one[1]?.();
      one[1] = undefined;
    }
  }
  private drop_(): void {
    this.mine_?.leaveAllChannels();
    this.held_ = {};
  }
}
