// The page of a signed-in user.
import { useEffect, useState } from 'react';
import { useTasks } from '../context/TaskContext.jsx';
import socketService from '../services/socketService.js';
import { Header } from './Header.jsx';
import { Trouble } from './Trouble.jsx';
import { TaskList } from './TaskList.jsx';
import { TaskPanel } from './TaskPanel.jsx';

export function Desk() {
  const { tasks, notices } = useTasks();
  const [openId, setOpenId] = useState(null);
  const task = tasks.find(({ id }) => id === openId);
  const shownId = task?.id ?? null;
  useEffect(() => socketService.openTask(shownId), [shownId]);

  const close = () => {
    setOpenId(null);
    document.getElementById(`open-${shownId}`)?.focus();
  };

  return (
    <>
      <Header />
      <Trouble />
      <main className="desk" data-open={task ? 'task' : 'list'}>
        <TaskList openId={shownId} onOpen={setOpenId} />
        {task ? (
          <TaskPanel key={task.id} task={task} onClose={close} />
        ) : (
          <aside className="panel nothing">
            <p>Choose a task to change it and to see who else has it open.</p>
          </aside>
        )}
      </main>
      <div className="notices" role="status">
        {notices.map(({ id, text, kind }) => (
          <p key={id} className={kind}>
            {text}
          </p>
        ))}
      </div>
    </>
  );
}
