// A task list that follows what the server broadcasts: the kind of component that a dashboard is made of. It gets its
// Echo, so that a test can give it another.

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

  /** Says that this user edits a task. */
  edit(id, name) {
    this.echo.private('tasks').whisper('editing', { id, name });
  }

  unmount() {
    this.unwatch();
    this.echo.leave('tasks');
  }
}
