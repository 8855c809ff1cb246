// The open task: its title, its status, and who else has it open.
import { useEffect, useRef } from 'react';
import { useTasks } from '../context/TaskContext.jsx';
import { statuses } from '../context/tasks.js';
import { Avatar } from './Avatar.jsx';
import { useDraft } from './useDraft.js';

export function TaskPanel({ task, onClose }) {
  const { user, viewers, names, change, remove } = useTasks();
  const { id, title, status, team, updatedBy, createdBy } = task;
  const draft = useDraft(title, (title) => change(task, { title }));
  const here = viewers[team]?.[id] ?? [];
  const field = useRef();
  useEffect(() => field.current.focus(), []);
  const person = (id) => (id === user.id ? 'you' : (names[id] ?? id));

  return (
    <aside
      className="panel"
      aria-label="Open task"
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <div className="bar">
        <span className="team">{team}</span>
        <button className="plain" onClick={onClose}>
          Close
        </button>
      </div>
      <label htmlFor="title">Title</label>
      <textarea id="title" rows={3} maxLength={200} ref={field} {...draft.field} />
      <p className="saving">
        {draft.isDirty
          ? 'Not saved yet'
          : updatedBy
            ? `Last changed by ${person(updatedBy)}`
            : `Added by ${person(createdBy)}`}
      </p>
      <fieldset className="steps">
        <legend>Status</legend>
        {statuses.map((name) => (
          <label key={name} data-status={name}>
            <input
              type="radio"
              name="status"
              checked={status === name}
              onChange={() => change(task, { status: name })}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <h2>Here now</h2>
      <ul className="here">
        {here.map((name) => (
          <li key={name}>
            <Avatar name={name} /> {name === user.name ? `${name} (you)` : name}
          </li>
        ))}
        {here.length === 0 && <li className="soft">Not known while disconnected</li>}
      </ul>
      <button
        className="delete"
        onClick={() => {
          void remove(task);
          onClose();
        }}
      >
        Delete this task
      </button>
    </aside>
  );
}
