// What the user should know, and can do, while there is no connection.
import { useTasks } from '../context/TaskContext.jsx';
import { session } from '../services/session.js';

export function Trouble() {
  const { connection } = useTasks();
  const { phase, attempt, reason, retry } = connection;
  const { text, action } =
    {
      offline: { text: 'This device is offline. The list shows what was known last.' },
      reconnecting: {
        text: `The connection is lost. The list shows what was known last${attempt > 1 ? `; attempt ${attempt}` : ''}.`,
      },
      stopped: {
        text: 'The server could not be reached in five attempts.',
        action: ['Try again', retry],
      },
      refused: {
        text: `The server refused you: ${reason}.`,
        action: ['Sign in again', session.signOut],
      },
    }[phase] ?? {};

  return (
    <div role="alert">
      {text && (
        <p className="trouble" data-phase={phase}>
          {text} {action && <button onClick={action[1]}>{action[0]}</button>}
        </p>
      )}
    </div>
  );
}
