// The list of tasks, and what each event does to it. All of them may come twice.
export const statuses = ['Pending', 'In Progress', 'Completed'];

export const start = { tasks: [], viewers: {}, status: 'loading', error: null };

export function reduce(state, action) {
  const { tasks } = state;
  switch (action.type) {
    case 'loaded':
      return { ...state, tasks: action.tasks, status: 'ready', error: null };
    case 'failed':
      // What was loaded before stays on the screen.
      return state.status === 'ready' ? state : { ...state, status: 'error', error: action.error };
    case 'created':
      if (tasks.some(({ id }) => id === action.task.id)) return state;
      return { ...state, tasks: [action.task, ...tasks] };
    case 'updated': {
      const { taskId, ...changes } = action.update;
      const changed = tasks.map((task) => (task.id === taskId ? { ...task, ...changes } : task));
      return { ...state, tasks: changed };
    }
    case 'deleted':
      return { ...state, tasks: tasks.filter(({ id }) => id !== action.taskId) };
    case 'viewers': {
      const { team, tasks: names } = action.viewers;
      return { ...state, viewers: { ...state.viewers, [team]: names } };
    }
  }
}
