// The answers to /api/tasks. Each change is stored first, and then announced.
import { statuses } from '../store.js';

export class TaskController {
  constructor(store, taskUpdateService, sockets) {
    Object.assign(this, { store, taskUpdateService, sockets });
  }

  list = ({ user }, response) => {
    response.json({ success: true, data: this.store.visibleTo(user) });
  };

  create = ({ user, body }, response) => {
    const wrong = this.#wrong(body) ?? (user.teams.includes(body.team) ? null : 'not your team');
    if (wrong || !body.title) return refuse(response, 422, wrong ?? 'a title is missing');
    const task = this.store.create({ ...body, createdBy: user.id });
    this.taskUpdateService.handleTaskCreated(task, user.id);
    response.status(201).json({ success: true, data: task });
  };

  update = ({ user, body, params }, response) => {
    const task = this.store.find(params.id, user);
    if (!task) return refuse(response, 404, 'no such task');
    const wrong = this.#wrong(body);
    if (wrong) return refuse(response, 422, wrong);
    const previousStatus = task.status;
    this.store.change(task, body);
    this.taskUpdateService.handleTaskUpdate(task.id, { ...task, previousStatus }, user.id);
    response.json({ success: true, data: task });
  };

  delete = ({ user, params }, response) => {
    const task = this.store.find(params.id, user);
    if (!task) return refuse(response, 404, 'no such task');
    this.store.delete(task);
    this.taskUpdateService.handleTaskDeleted(task.id, user.id);
    response.json({ success: true });
  };

  socketStats = (_, response) => {
    response.json({ success: true, data: this.sockets.getStats() });
  };

  socketUsers = ({ user, params }, response) => {
    if (!this.store.find(params.taskId, user)) return refuse(response, 404, 'no such task');
    const users = this.sockets.getUsersInTask(params.taskId);
    response.json({ success: true, data: { taskId: params.taskId, users } });
  };

  #wrong(body = {}) {
    const { title, status } = body;
    if (title !== undefined && !(typeof title === 'string' && title.trim()))
      return 'the title must not be empty';
    if (title?.length > 200) return 'the title is longer than 200 characters';
    if (status !== undefined && !statuses.includes(status)) return 'there is no such status';
  }
}

const refuse = (response, status, error) => response.status(status).json({ success: false, error });
