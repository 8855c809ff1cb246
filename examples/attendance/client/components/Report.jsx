'use client';
// The same sheet to read, without a connection.
import { Sheet } from './Sheet.jsx';
import { useSheet } from './useSheet.js';

export function Report() {
  const { save: _, ...sheet } = useSheet();
  return <Sheet {...sheet} />;
}
