// Around every page: notices, and requests that failed.
import { useEffect, useState } from 'react';
import { router } from '@inertiajs/react';
import { Toaster } from 'sonner';
import { TroubleContext } from './trouble.js';

const words = {
  403: 'You are not allowed to change this. Ask an administrator.',
  419: 'The session has ended. Reload the page and sign in again.',
  429: 'Too many requests. Wait a moment.',
};

export function Frame({ children }) {
  const [trouble, setTrouble] = useState(null);
  useEffect(() => {
    const ends = [
      router.on('httpException', (event) => {
        event.preventDefault();
        const { status } = event.detail.response;
        setTrouble(words[status] ?? `The server answered ${status}.`);
      }),
      router.on('networkError', (event) => {
        event.preventDefault();
        setTrouble('The server cannot be reached. What you see may be out of date.');
      }),
      router.on('success', () => setTrouble(null)),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  return (
    <TroubleContext value={trouble}>
      {children}
      <Toaster position="bottom-right" theme="system" visibleToasts={4} />
    </TroubleContext>
  );
}
