// The tasks, filtered by status, with a form for new ones.
import { useState } from 'react';
import { useTasks } from '../context/TaskContext.jsx';
import { statuses } from '../context/tasks.js';
import { NewTask } from './NewTask.jsx';
import { TaskRow } from './TaskRow.jsx';

export function TaskList({ openId, onOpen }) {
  const { tasks, status, error, load } = useTasks();
  const [filter, setFilter] = useState('All');
  const shown = tasks.filter((task) => filter === 'All' || task.status === filter);
  const count = (name) => tasks.filter((task) => name === 'All' || task.status === name).length;

  return (
    <section className="list" aria-label="Tasks">
      <NewTask />
      <div className="filters" role="group" aria-label="Show">
        {['All', ...statuses].map((name) => (
          <button key={name} aria-pressed={filter === name} onClick={() => setFilter(name)}>
            {name} <b>{status === 'ready' ? count(name) : '–'}</b>
          </button>
        ))}
      </div>
      {status === 'loading' && <Loading />}
      {status === 'error' && (
        <div className="blank" role="alert">
          <p>The tasks could not be loaded: {error}.</p>
          <button onClick={load}>Try again</button>
        </div>
      )}
      {status === 'ready' && shown.length === 0 && (
        <div className="blank">
          <p>
            {filter === 'All'
              ? 'No tasks yet. Add the first one above.'
              : `Nothing is ${filter.toLowerCase()}.`}
          </p>
        </div>
      )}
      <ul className="tasks">
        {shown.map((task) => (
          <TaskRow key={task.id} task={task} isOpen={task.id === openId} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

const Loading = () => (
  <ul className="tasks loading" aria-label="Loading the tasks" aria-busy="true">
    {[72, 54, 63, 48].map((width) => (
      <li key={width}>
        <i style={{ width: `${width}%` }} />
      </li>
    ))}
  </ul>
);
