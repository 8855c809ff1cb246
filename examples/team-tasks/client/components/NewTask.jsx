// The form for a new task.
import { useState } from 'react';
import { useTasks } from '../context/TaskContext.jsx';

export function NewTask() {
  const { user, create } = useTasks();
  const [title, setTitle] = useState('');
  const [team, setTeam] = useState(user.teams[0]);
  const [error, setError] = useState(null);

  const submit = async (event) => {
    event.preventDefault();
    if (!title.trim()) return;
    try {
      await create({ title: title.trim(), team });
      setTitle('');
      setError(null);
    } catch (error) {
      setError(error.message);
    }
  };

  return (
    <form className="new-task" onSubmit={submit}>
      <input
        aria-label="New task"
        placeholder="Add a task"
        maxLength={200}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      {user.teams.length > 1 && (
        <select aria-label="Team" value={team} onChange={({ target }) => setTeam(target.value)}>
          {user.teams.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      <button>Add</button>
      {error && <p role="alert">Not added: {error}.</p>}
    </form>
  );
}
