// The sign-in form, or the two pages: the report, and the live dashboard.
import { useState, useSyncExternalStore } from 'react';
import { session } from '../services/session.js';
import { Dashboard } from './Dashboard.jsx';
import { Report } from './Report.jsx';
import { SignIn } from './SignIn.jsx';

const pages = { Dashboard, Report };

export function App() {
  const user = useSyncExternalStore(session.subscribe, session.user, () => null);
  const [name, setName] = useState('Dashboard');
  if (!user) return <SignIn />;
  const Page = pages[name];
  return (
    <>
      <header className="top">
        <h1>Attendance</h1>
        <nav aria-label="Pages">
          {Object.keys(pages).map((one) => (
            <button
              key={one}
              aria-current={one === name ? 'page' : undefined}
              onClick={() => setName(one)}
            >
              {one}
            </button>
          ))}
        </nav>
        <button className="plain" onClick={() => session.set(null)}>
          Sign out {user.name}
        </button>
      </header>
      <main>
        <Page key={user.token} />
      </main>
    </>
  );
}
