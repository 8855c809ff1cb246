'use client';
// The sign-in form, or one of the two pages below their navigation.
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { session } from '../services/session.js';
import { SignIn } from './SignIn.jsx';

const pages = { Dashboard: '/', Report: '/report' };

export function App({ children }) {
  const user = useSyncExternalStore(session.subscribe, session.user, () => null);
  const path = usePathname();
  if (!user) return <SignIn />;
  return (
    <>
      <header className="top">
        <h1>Attendance</h1>
        <nav aria-label="Pages">
          {Object.entries(pages).map(([name, href]) => (
            <Link key={name} href={href} aria-current={href === path ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <button className="plain" onClick={() => session.set(null)}>
          Sign out {user.name}
        </button>
      </header>
      <main key={user.token}>{children}</main>
    </>
  );
}
