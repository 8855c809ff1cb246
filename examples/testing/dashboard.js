// A task list that follows the server's events, as in a typical dashboard. Its Echo is a parameter, so that a test can
// pass its own.

export class Dashboard {
  tasks = [];
  online = true;
  /** Who is editing which task, by its id. */
  editing = {};

  constructor(echo) {
    this.echo = echo;
    this.unwatch = echo.connector.onConnectionChange((status) => {
      this.online = status === 'connected';
    });
    echo
      .private('tasks')
      .listen('TaskUpdated', ({ task }) => this.put(task))
      .listen('.task.removed', ({ id }) => {
        this.tasks = this.tasks.filter((task) => task.id !== id);
      })
      .listenForWhisper('editing', ({ id, name }) => {
        this.editing[id] = name;
      })
      .error(({ status }) => {
        this.refused = status;
      });
  }

  put(task) {
    const at = this.tasks.findIndex(({ id }) => id === task.id);
    if (at < 0) this.tasks.push(task);
    else this.tasks[at] = task;
  }

  /** Announces that this user is editing a task. */
  edit(id, name) {
    this.echo.private('tasks').whisper('editing', { id, name });
  }

  unmount() {
    this.unwatch();
    this.echo.leave('tasks');
  }
}
