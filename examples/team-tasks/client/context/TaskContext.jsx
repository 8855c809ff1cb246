// The tasks, kept in step with the server, for all components.
import { createContext, useContext, useEffect, useMemo, useReducer, useState } from 'react';
import { api } from '../services/api.js';
import { session } from '../services/session.js';
import * as settingsOf from '../services/settings.js';
import socketService from '../services/socketService.js';
import { reduce, start } from './tasks.js';
import { useConnection } from './useConnection.js';
import { useNotices } from './useNotices.js';

const Context = createContext();
export const useTasks = () => useContext(Context);

export function TaskProvider({ user, children }) {
  const [{ tasks, viewers, status, error }, dispatch] = useReducer(reduce, start);
  const [settings, setSettings] = useState(settingsOf.load);
  const [socket, setSocket] = useState(null);
  const [names, setNames] = useState({});
  const [notices, notify] = useNotices();
  const connection = useConnection(socket);

  useEffect(() => {
    const shown = (id) => (id === user.id ? null : (names[id] ?? id));
    const handleTaskUpdate = (update) => {
      dispatch({ type: 'updated', update });
      const who = shown(update.updatedBy);
      if (!who) return;
      const moved = update.previousStatus !== update.status;
      notify(
        moved
          ? `${who} moved “${update.title}” to ${update.status}`
          : `${who} renamed a task to “${update.title}”`,
      );
    };
    const handleTaskCreated = (task) => {
      dispatch({ type: 'created', task });
      socketService.joinTask(task.id);
      const who = shown(task.createdBy);
      if (who) notify(`${who} added “${task.title}”`);
    };
    const handleTaskDeleted = ({ taskId, deletedBy }) => {
      dispatch({ type: 'deleted', taskId });
      socketService.leaveTask(taskId);
      const who = shown(deletedBy);
      if (who) notify(`${who} deleted a task`);
    };
    if (!socket) return;
    const ends = [
      socketService.onTaskUpdate(handleTaskUpdate),
      socketService.onTaskCreated(handleTaskCreated),
      socketService.onTaskDeleted(handleTaskDeleted),
      socketService.onViewers((viewers) => dispatch({ type: 'viewers', viewers })),
      socketService.onTaskJoined((taskId, task) =>
        dispatch(
          task ? { type: 'updated', update: { ...task, taskId } } : { type: 'deleted', taskId },
        ),
      ),
    ];
    return () => ends.forEach((end) => end());
  }, [socket, user, names, notify]);

  // One socket for each choice of options.
  useEffect(() => {
    const socket = socketService.connect(session.token, settingsOf.optionsOf(settings));
    setSocket(socket);
    return () => socketService.disconnect();
  }, [settings]);

  const load = useMemo(() => {
    return async () => {
      try {
        const tasks = await api('GET', '/tasks');
        dispatch({ type: 'loaded', tasks });
        socketService.joinTasks(tasks.map(({ id }) => id));
      } catch (error) {
        dispatch({ type: 'failed', error: error.message });
      }
    };
  }, []);

  // Loaded at once, and again after each connection that did not recover what was missed.
  useEffect(() => {
    if (!socket) return;
    void load();
    const refresh = () => socket.recovered || load();
    socket.on('connect', refresh);
    return () => socket.off('connect', refresh);
  }, [socket, load]);

  useEffect(() => {
    api('GET', '/people')
      .then((people) => setNames(Object.fromEntries(people.map(({ id, name }) => [id, name]))))
      .catch(() => {});
  }, [connection.phase]);

  const value = {
    ...{ user, tasks, viewers, status, error, notices, connection, settings, names, load },
    setSettings(next) {
      settingsOf.save(next);
      setSettings(next);
    },
    async create(task) {
      const created = await api('POST', '/tasks', task);
      dispatch({ type: 'created', task: created });
      socketService.joinTask(created.id);
      return created;
    },
    /** Shown at once, and taken back if the server does not accept it. */
    async change(task, patch) {
      dispatch({ type: 'updated', update: { taskId: task.id, ...patch } });
      try {
        await api('PATCH', `/tasks/${task.id}`, patch);
      } catch (error) {
        const before = Object.fromEntries(Object.keys(patch).map((key) => [key, task[key]]));
        dispatch({ type: 'updated', update: { taskId: task.id, ...before } });
        notify(`Not saved: ${error.message}`, 'alarm');
      }
    },
    async remove(task) {
      try {
        await api('DELETE', `/tasks/${task.id}`);
        dispatch({ type: 'deleted', taskId: task.id });
      } catch (error) {
        notify(`Not deleted: ${error.message}`, 'alarm');
      }
    },
  };
  return <Context.Provider value={value}>{children}</Context.Provider>;
}
