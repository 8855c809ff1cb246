// The tasks: what Laravel said last, and on top of it the changes of this window that it has not answered yet.
import { computed, ref, shallowReactive, watch } from 'vue';
import { useChannelState, useEchoPublic } from 'oread/vue';
import * as api from './api.js';

export function useTasks() {
  const known = shallowReactive(new Map());
  const waiting = ref([]);
  const isLoaded = ref(false);
  const error = ref(null);
  /** The task that another window changed last. */
  const news = ref(null);
  let count = 0;

  const tasks = computed(() => {
    const all = new Map(known);
    for (const { id, patch } of waiting.value)
      all.set(id, { id, status: 'todo', ...all.get(id), ...patch, isWaiting: true });
    const place = ({ id, revision }) => (revision ? id : Infinity);
    return [...all.values()].sort((a, b) => place(a) - place(b) || 0);
  });

  /** Events, answers and lists may arrive in any order; the higher revision is the later state. */
  function put(task) {
    if (known.get(task.id)?.revision > task.revision) return;
    known.set(task.id, task);
  }

  async function load() {
    try {
      for (const task of await api.allTasks()) put(task);
      isLoaded.value = true;
      error.value = null;
    } catch (problem) {
      error.value = { text: `The tasks could not be loaded. ${problem.message}`, again: load };
    }
  }

  /** Shows the change at once, and takes it back if Laravel does not accept it. */
  async function attempt(id, patch, send) {
    const entry = { key: ++count, id, patch };
    waiting.value = [...waiting.value, entry];
    try {
      put(await send());
      error.value = null;
    } catch (problem) {
      error.value = {
        text: `Not saved. ${problem.message}`,
        again: () => attempt(id, patch, send),
      };
    }
    waiting.value = waiting.value.filter(({ key }) => key !== entry.key);
  }
  const change = (task, patch) => attempt(task.id, patch, () => api.change(task.id, patch));
  const add = (title) => attempt(`new-${count + 1}`, { title }, () => api.create(title));

  useEchoPublic('tasks', 'TaskUpdated', ({ task }) => {
    put(task);
    news.value = task;
  });
  // Also after each reconnect: events in between did not arrive here.
  const channel = useChannelState('tasks', 'public');
  watch(channel.status, (status) => status === 'subscribed' && load());
  void load();

  return { tasks, isLoaded, error, news, add, change };
}
