// One task of the list.
import { useTasks } from '../context/TaskContext.jsx';
import { statuses } from '../context/tasks.js';
import { Avatars } from './Avatar.jsx';

export function TaskRow({ task, isOpen, onOpen }) {
  const { user, viewers, change } = useTasks();
  const { id, title, status, team } = task;
  const next = statuses[(statuses.indexOf(status) + 1) % statuses.length];
  const others = viewers[team]?.[id]?.filter((name) => name !== user.name);

  return (
    <li className="task" data-status={status} data-open={isOpen}>
      <button
        className="step"
        aria-label={`${title}: ${status}. Change to ${next}`}
        title={`Change to ${next}`}
        onClick={() => change(task, { status: next })}
      >
        <i aria-hidden="true" />
      </button>
      <button className="title" id={`open-${id}`} aria-current={isOpen} onClick={() => onOpen(id)}>
        {title}
      </button>
      <Avatars names={others} />
      <span className="team">{team}</span>
    </li>
  );
}
