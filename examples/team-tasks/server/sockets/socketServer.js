// Socket.IO: who may connect, who is in which room, and who has which task open.
import { Server } from 'socket.io';
import { userOf } from '../people.js';

export class SocketServer {
  constructor(http, store, options) {
    this.io = new Server(http, {
      // A client that was away for less than two minutes gets what it missed, unless this process was restarted.
      connectionStateRecovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: false },
      ...options,
    });
    this.io.use((socket, next) => {
      try {
        socket.data.user = userOf(socket.handshake.auth.token);
        next();
      } catch (error) {
        next(Object.assign(new Error('token refused'), { data: { reason: error.message } }));
      }
    });
    this.io.on('connection', (socket) => this.#welcome(socket, store));
  }

  #welcome(socket, store) {
    const { user } = socket.data;
    for (const team of user.teams) socket.join(`team:${team}`);
    socket.on('join-task', (taskId, answer = () => {}) => {
      const task = store.find(taskId, user);
      if (!task) return answer({ error: 'no such task' });
      socket.join(`task:${taskId}`);
      // The task as it is now: nothing is lost between the list and the room.
      answer({ task });
    });
    socket.on('leave-task', (taskId) => socket.leave(`task:${taskId}`));
    socket.on('open-task', (taskId) => {
      this.#moveTo(socket, store.find(taskId, user)?.team, taskId);
    });
    socket.on('disconnect', () => this.#moveTo(socket));
    for (const team of user.teams) socket.emit('viewers', this.getViewers(team));
  }

  /** Tells the team of the task, and that of the task before, who has their tasks open. */
  #moveTo(socket, team, taskId) {
    const before = socket.data.open?.team;
    socket.data.open = team && { team, taskId };
    for (const one of new Set([before, team]))
      if (one) this.io.to(`team:${one}`).emit('viewers', this.getViewers(one));
  }

  /** The users that have a task of this team open: `{ team, tasks: { [taskId]: [name, …] } }`. */
  getViewers(team) {
    const tasks = {};
    for (const { data } of this.io.sockets.sockets.values()) {
      if (data.open?.team !== team) continue;
      const names = (tasks[data.open.taskId] ??= []);
      if (!names.includes(data.user.name)) names.push(data.user.name);
    }
    return { team, tasks };
  }

  broadcastTaskUpdate(taskId, updateData) {
    this.io.to(`task:${taskId}`).emit('task-updated', updateData);
  }

  getUsersInTask(taskId) {
    const sockets = [...(this.io.sockets.adapter.rooms.get(`task:${taskId}`) ?? [])];
    return [...new Set(sockets.map((id) => this.io.sockets.sockets.get(id)?.data.user.id))];
  }

  getStats() {
    const userRooms = {};
    const rooms = new Set();
    for (const socket of this.io.sockets.sockets.values())
      for (const room of socket.rooms) {
        if (!room.startsWith('task:')) continue;
        rooms.add(room);
        (userRooms[socket.data.user.id] ??= new Set()).add(room.slice('task:'.length));
      }
    return {
      connectedUsers: new Set([...this.io.sockets.sockets.values()].map((s) => s.data.user.id))
        .size,
      totalRooms: rooms.size,
      userRooms: Object.fromEntries(
        Object.entries(userRooms).map(([user, tasks]) => [user, [...tasks]]),
      ),
    };
  }
}
