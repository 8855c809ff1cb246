'use client';
// The live dashboard. It is connected while it is shown.
import { useState } from 'react';
import { useLive } from '../services/useLive.js';
import { Sheet } from './Sheet.jsx';
import { Status } from './Status.jsx';
import { useSheet } from './useSheet.js';

export function Dashboard({ server }) {
  const sheet = useSheet();
  const [latest, setLatest] = useState(null);
  const live = useLive({
    server,
    onChange(attendance) {
      sheet.put(attendance);
      setLatest(attendance);
    },
    // What changed while there was no connection.
    onReady: sheet.load,
  });
  return (
    <>
      <Status {...live} />
      <Sheet {...sheet} latest={latest} />
    </>
  );
}
