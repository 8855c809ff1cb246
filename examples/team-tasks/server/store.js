// The tasks, in memory.
import { randomUUID } from 'node:crypto';

export const statuses = ['Pending', 'In Progress', 'Completed'];

const first = [
  ['Sketch the new sign-up page', 'In Progress', 'design', 'noor'],
  ['Choose the icons for the mobile app', 'Pending', 'design', 'ada'],
  ['Write the copy for the spring newsletter', 'Completed', 'design', 'noor'],
  ['Move the search index to the new cluster', 'In Progress', 'engineering', 'bob'],
  ['Rate-limit the public API', 'Pending', 'engineering', 'ada'],
  ['Renew the TLS certificates', 'Pending', 'engineering', 'bob'],
  ['Delete last year’s feature flags', 'Completed', 'engineering', 'ada'],
];

export class Store {
  #tasks = new Map();

  constructor() {
    for (const [title, status, team, createdBy] of first)
      this.create({ title, status, team, createdBy });
  }

  /** The tasks of this user's teams, newest first. */
  visibleTo(user) {
    return [...this.#tasks.values()].filter(({ team }) => user.teams.includes(team)).reverse();
  }

  /** The task if it exists and this user may see it. */
  find(id, user) {
    const task = this.#tasks.get(id);
    return task && user.teams.includes(task.team) ? task : undefined;
  }

  create({ title, status = 'Pending', team, createdBy }) {
    const task = { id: randomUUID().slice(0, 8), title, status, team, createdBy };
    task.updatedAt = new Date().toISOString();
    this.#tasks.set(task.id, task);
    return task;
  }

  change(task, { title = task.title, status = task.status }) {
    return Object.assign(task, { title, status, updatedAt: new Date().toISOString() });
  }

  delete(task) {
    this.#tasks.delete(task.id);
  }
}
