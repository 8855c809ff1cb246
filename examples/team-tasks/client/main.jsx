// The entry: styles, and either the sign-in form or the tasks.
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import './style/base.css';
import './style/header.css';
import './style/list.css';
import './style/panel.css';
import { Desk } from './components/Desk.jsx';
import { SignIn } from './components/SignIn.jsx';
import { TaskProvider } from './context/TaskContext.jsx';
import { session } from './services/session.js';

function App() {
  const user = useSyncExternalStore(session.subscribe, session.user);
  if (!user) return <SignIn />;
  return (
    <TaskProvider key={user.id} user={user}>
      <Desk />
    </TaskProvider>
  );
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
