// The same dashboard on `oread serve --redis`, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { live } from './live.js';
import { Stage } from './stage.js';

let stage;
before(async () => (stage = await Stage.start({ server: 'oread' })));
after(() => stage.stop());

live('oread', () => stage);

test('toOthers() leaves out who made the change, and reaches the others', async () => {
  const ada = await stage.open('ada');
  const [task] = await stage.ask('GET', '/board');
  const heard = await ada.evaluate(
    async ([[module, options], task]) => {
      const { default: Echo } = await import(module);
      const heard = { maker: [], other: [] };
      const listen = (name) =>
        new Promise((resolve) => {
          const echo = new Echo(options);
          echo
            .channel('tasks')
            .subscribed(() => resolve(echo))
            .listen('TaskUpdated', ({ task }) => {
              heard[name].push(task.title);
              if (heard.other.includes('Last') && heard.maker.includes('Last')) globalThis.done();
            });
        });
      const [maker, other] = await Promise.all(['maker', 'other'].map(listen));
      const everyone = new Promise((resolve) => (globalThis.done = resolve));
      const change = (title, id) =>
        fetch(`/api/board/${task.id}`, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json', ...(id && { 'X-Socket-ID': id }) },
          body: JSON.stringify({ title }),
        });
      await change('First', maker.socketId());
      // From nobody, so it reaches both, after the first one.
      await change('Last');
      await everyone;
      maker.disconnect();
      other.disconnect();
      return heard;
    },
    [await stage.echoOf(ada), task],
  );
  assert.deepEqual(heard, { maker: ['Last'], other: ['First', 'Last'] });
  await ada.context().close();
});

test('a server that does not exist is refused, with the names of those that do', async () => {
  await assert.rejects(
    Stage.start({ server: 'soketi' }),
    /no socket server 'soketi'; choose laravel-echo-server or oread/,
  );
});

test('no page complained', () => assert.deepEqual(stage.problems, []));
