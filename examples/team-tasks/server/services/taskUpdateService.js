// Tells connected clients what happened to a task.
export class TaskUpdateService {
  constructor(sockets) {
    this.sockets = sockets;
  }

  handleTaskUpdate(taskId, { title, status, team, previousStatus }, userId) {
    const timestamp = new Date().toISOString();
    const update = { taskId, title, status, team, previousStatus, updatedBy: userId, timestamp };
    this.sockets.broadcastTaskUpdate(taskId, update);
  }

  /** To the whole team: nobody is in the room of a new task yet. */
  handleTaskCreated({ id, title, status, team }, userId) {
    const timestamp = new Date().toISOString();
    const task = { id, title, status, team, createdBy: userId, timestamp };
    this.sockets.io.to(`team:${team}`).emit('task-created', task);
  }

  handleTaskDeleted(taskId, userId) {
    const timestamp = new Date().toISOString();
    const room = `task:${taskId}`;
    this.sockets.io.to(room).emit('task-deleted', { taskId, deletedBy: userId, timestamp });
    this.sockets.io.in(room).socketsLeave(room);
  }
}
