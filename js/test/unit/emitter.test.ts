import { afterEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../src/pusher/emitter.js';

afterEach(() => vi.unstubAllGlobals());

describe('listeners', () => {
  it('are called in the order in which they were added, global ones first', () => {
    const heard: string[] = [];
    new Emitter()
      .bind('e', () => heard.push('first'))
      .bind('e', () => heard.push('second'))
      .bind_global(() => heard.push('any'))
      .emit('e', {}, {});
    expect(heard).toEqual(['any', 'first', 'second']);
  });

  it('receive data and metadata; without metadata only truthy data', () => {
    const call = vi.fn();
    const emitter = new Emitter().bind('e', call);
    emitter.emit('e', 0, {});
    emitter.emit('e', 0);
    emitter.emit('e', 1);
    expect(call.mock.calls).toEqual([[0, {}], [], [1]]);
  });

  it('that throw do not affect others, and the error is reported', () => {
    vi.useFakeTimers();
    const after = vi.fn();
    new Emitter()
      .bind('e', () => {
        throw new Error('mine');
      })
      .bind('e', after)
      .emit('e', 1);
    expect(after).toHaveBeenCalledOnce();
    expect(() => vi.runAllTimers()).toThrow('mine');
    vi.useRealTimers();
  });

  it('added during dispatch are called in it, and so are removed ones', () => {
    const emitter = new Emitter();
    const late = vi.fn();
    const removed = vi.fn();
    emitter
      .bind('e', () => emitter.bind('e', late).unbind('e', removed))
      .bind('e', removed)
      .emit('e');
    expect(removed).toHaveBeenCalledOnce();
    emitter.emit('e');
    expect(removed).toHaveBeenCalledOnce();
  });

  it('are removed by name, by function, by context, or all together', () => {
    const emitter = new Emitter();
    const [one, two] = [vi.fn(), vi.fn()];
    const context = {};
    emitter.bind('a', one).bind('a', one).bind('a', two, context).bind('b', one);
    emitter.unbind('a', one).emit('a');
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([0, 1]);
    emitter.unbind(null, null, context).emit('a');
    expect(two).toHaveBeenCalledOnce();
    emitter.emit('b').unbind().emit('b');
    expect(one).toHaveBeenCalledOnce();
  });

  it('get their context as this', () => {
    const context = { mark: vi.fn() };
    new Emitter().bind('e', context.mark, context).emit('e');
    expect(context.mark.mock.contexts[0]).toBe(context);
  });
});
