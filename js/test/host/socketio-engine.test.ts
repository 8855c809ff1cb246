// The engine with the Socket.IO dialect, as pages download it: one link at a time, which native builds do not have.
import { expect, test, vi } from 'vitest';
import { EffectTag, type Input, InputTag } from '../../src/host/border.js';
import { Engine, type Exports } from '../../src/host/engine.js';
import { socketIoBuilds } from './socketio-builds.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));

const handshake = JSON.stringify({
  ...{ sid: 's', upgrades: [], maxPayload: 1e6 },
  ...{ pingInterval: 25_000, pingTimeout: 20_000 },
});
const asked = (channel: string) => `42["subscribe",{"channel":"${channel}","auth":{"headers":{}}}]`;

/** An engine that polls, and its server. */
class Polled {
  /** The bodies of all posts. */
  posts: string[] = [];
  /** The number of requests. */
  count = 0;
  private engine_: Engine;
  private poll_: [link: number, request: number] = [0, 0];
  private post_: [link: number, request: number] = [0, 0];

  constructor(exports: Exports) {
    this.engine_ = new Engine(exports);
    this.engine_.create(['ws://h/?', 'http://h/?', 'polling', false, false], {});
  }
  give(input: Input, at = 0): void {
    for (const output of this.engine_.handle(input, at))
      if (output[0] === EffectTag.SendRequest) {
        const [, link, request, , body] = output;
        this.count++;
        if (body) this.posts.push(body);
        this[body ? 'post_' : 'poll_'] = [link, request];
      }
  }
  subscribe(channel: string): void {
    this.give([InputTag.Subscribe, channel, 0]);
  }
  say(body: string, status = 200): void {
    this.give([InputTag.RequestAnswered, ...this.poll_, status, body]);
  }
  accept(): void {
    this.give([InputTag.RequestAnswered, ...this.post_, 200, 'ok']);
  }
  greet(): void {
    this.say(`0${handshake}`);
    this.accept();
    this.say('40{"sid":"x"}');
  }
}

test.each(socketIoBuilds)(
  'a link inherits neither messages nor requests of the link before it, on %s',
  async (_build, start) => {
    const engine = new Polled(await start());
    engine.give([InputTag.Connect]);
    engine.greet();
    // Of the first one the answer does not come, so the second one waits for it.
    engine.subscribe('a');
    engine.subscribe('b');
    expect(engine.posts).toEqual(['40', asked('a')]);
    engine.say('', 400);

    engine.give([InputTag.Tick], 1000);
    engine.greet();
    expect(engine.posts.slice(2)).toEqual(['40', `${asked('a')}\x1e${asked('b')}`]);
  },
);
