// What one hook holds: leases on its current channels, and its listeners on them.
import { current, moves } from './config.js';
import { leases } from './leases.js';
import type { Attach, Detach, Name, Visibility } from './types.js';

/** Echo's methods by visibility, if their names differ. */
const methods: { [visibility in Visibility]?: string } = {
  public: 'channel',
  presence: 'join',
  encrypted: 'encryptedPrivate',
};

/** The public methods are those that the application gets from its hook. */
export class Holding {
  private echo_: any;
  private mine_: any;
  private held_ = new Map<string, { channel_: any; detach_?: Detach | undefined }>();
  private method_?: string;
  private names_: string[] = [];
  private attach_!: Attach;
  private listens_ = true;
  private move_ = (): void => {
    if (!this.held_.size) return;
    this.drop_();
    this.take_();
  };

  /** Updates what is held: leases on exactly these names, with these listeners. */
  hold_(visibility: Visibility, names: readonly Name[], attach: Attach): void {
    this.detach_();
    const method = methods[visibility] ?? visibility;
    if (method !== this.method_) this.drop_();
    this.method_ = method;
    this.names_ = names.filter((name) => name) as string[];
    this.attach_ = attach;
    for (const name of this.held_.keys())
      if (!this.names_.includes(name)) {
        // `leave` covers all variants; this hook holds no other one.
        this.mine_.leave(name);
        this.held_.delete(name);
      }
    this.listen();
  }
  /** Releases everything; `hold_` may follow. */
  release_(): void {
    this.drop_();
    moves.delete(this.move_);
  }

  channel = (name = this.names_[0]!): any => this.held_.get(name)?.channel_ ?? null;
  listen = (): void => {
    this.listens_ = true;
    this.take_();
  };
  stopListening = (): void => {
    this.listens_ = false;
    this.detach_();
  };
  leaveChannel = (all = false): void => {
    this.listens_ = false;
    if (all) for (const name of this.held_.keys()) this.echo_.leave(name);
    this.drop_();
  };
  leave = (): void => this.leaveChannel(true);

  private take_(): void {
    // Idle hooks do not need an Echo.
    if (!this.names_.length) return;
    moves.add(this.move_);
    if (this.echo_ !== current()) this.mine_ = leases((this.echo_ = current()));
    for (const name of this.names_) {
      const one = this.held_.get(name) ?? { channel_: this.mine_[this.method_!](name) };
      this.held_.set(name, one);
      if (this.listens_) one.detach_ ??= this.attach_(one.channel_, name);
    }
  }
  private detach_(): void {
    for (const one of this.held_.values()) {
      const { detach_ } = one;
      one.detach_ = undefined;
      detach_?.();
    }
  }
  private drop_(): void {
    this.detach_();
    this.mine_?.leaveAllChannels();
    this.held_.clear();
  }
}
