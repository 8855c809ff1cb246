// The live dashboard. It is connected while it is shown.
import { useState } from 'react';
import { useLive } from '../services/useLive.js';
import { Link } from './Link.jsx';
import { Sheet } from './Sheet.jsx';
import { useSheet } from './useSheet.js';

export function Dashboard() {
  const sheet = useSheet();
  const [latest, setLatest] = useState(null);
  const live = useLive({
    onChange(attendance) {
      sheet.put(attendance);
      setLatest(attendance);
    },
    // What changed while there was no connection.
    onReady: sheet.load,
  });
  return (
    <>
      <Link {...live} />
      <Sheet {...sheet} latest={latest} />
    </>
  );
}
