// The top of a page: its name, the state of the connection, and what went wrong.
import { use } from 'react';
import { router } from '@inertiajs/react';
import { useConnectionStatus } from 'oread/react';
import { TroubleContext } from './trouble.js';

const words = {
  connecting: 'Connecting',
  connected: 'Live',
  reconnecting: 'Reconnecting. This page may be out of date.',
  disconnected: 'Disconnected. This page may be out of date.',
  failed: 'The server cannot be reached. Trying again.',
};

export function Top({ title, children }) {
  const status = useConnectionStatus();
  const trouble = use(TroubleContext);
  return (
    <>
      <header className="top">
        <h1>{title}</h1>
        <nav aria-label="Pages">{children}</nav>
        <p className="link" role="status" data-link={status}>
          <i aria-hidden="true" />
          {words[status]}
        </p>
      </header>
      {trouble && (
        <p className="failure" role="alert">
          {trouble}{' '}
          <button className="plain" onClick={() => router.reload()}>
            Reload
          </button>
        </p>
      )}
    </>
  );
}
