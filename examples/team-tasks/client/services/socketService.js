// The only file that talks to Socket.IO: connect, join tasks, listen.
import { io } from 'oread/socket.io';

class SocketService {
  socket = null;
  #joined = new Set();
  #open = null;
  #onJoined = () => {};

  /** `token` is a function that returns a valid token; it is called for each attempt. */
  connect(token, options = {}) {
    this.socket = io({
      auth: async () => ({ token: await token() }),
      transports: ['websocket', 'polling'],
      timeout: 20000,
      reconnection: true,
      forceNew: true,
      ...options,
    });
    this.socket.on('connect', () => {
      // The server forgets the rooms of a connection that it cannot recover, for example after a restart.
      if (!this.socket.recovered) for (const taskId of this.#joined) this.#emitJoin(taskId);
      if (this.#open) this.socket.emit('open-task', this.#open);
    });
    return this.socket;
  }

  disconnect() {
    this.socket?.disconnect();
    this.socket = null;
    this.#joined.clear();
  }

  joinTask(taskId) {
    if (this.#joined.has(taskId)) return;
    this.#joined.add(taskId);
    if (this.socket?.connected) this.#emitJoin(taskId);
  }

  joinTasks(taskIds) {
    for (const taskId of taskIds) this.joinTask(taskId);
  }

  leaveTask(taskId) {
    if (this.#joined.delete(taskId)) this.socket?.volatile.emit('leave-task', taskId);
  }

  /** Shows the team that this user has the task open; `null`: none. */
  openTask(taskId) {
    this.#open = taskId;
    this.socket?.volatile.emit('open-task', taskId);
  }

  onTaskUpdate(callback) {
    return this.#on('task-updated', callback);
  }
  onTaskCreated(callback) {
    return this.#on('task-created', callback);
  }
  onTaskDeleted(callback) {
    return this.#on('task-deleted', callback);
  }
  onViewers(callback) {
    return this.#on('viewers', callback);
  }
  /** The task as it was when its room was joined; `null` if it is gone. */
  onTaskJoined(callback) {
    this.#onJoined = callback;
    return () => (this.#onJoined = () => {});
  }

  #on(event, callback) {
    const { socket } = this;
    socket.on(event, callback);
    return () => socket.off(event, callback);
  }

  #emitJoin(taskId) {
    this.socket.emit('join-task', taskId, ({ task = null }) => this.#onJoined(taskId, task));
  }
}

export default new SocketService();
