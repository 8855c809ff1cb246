// The attendances of one day.
import { useCallback, useEffect, useRef, useState } from 'react';
import { attendancesOf, change } from '../services/api.js';
import { today } from '../services/days.js';

export function useSheet() {
  const [date, setDate] = useState(today);
  const [rows, setRows] = useState(null);
  const [error, setError] = useState(null);
  const shown = useRef(date);
  shown.current = date;

  const put = useCallback((next) => {
    // An event of another day concerns another sheet.
    if (next.date !== shown.current) return;
    setRows((rows) => rows?.map((row) => (row.id === next.id ? { ...row, ...next } : row)));
  }, []);
  const load = useCallback(async () => {
    const day = shown.current;
    try {
      const rows = await attendancesOf(day);
      if (day !== shown.current) return;
      setRows(rows);
      setError(null);
    } catch (error) {
      if (day === shown.current) setError(error.message);
    }
  }, []);
  useEffect(() => {
    setRows(null);
    setError(null);
    void load();
  }, [date, load]);

  /** Shown at once, and taken back if Laravel does not accept it. */
  const save = async (row, patch) => {
    put({ ...row, ...patch });
    try {
      await change({ ...row, ...patch });
      setError(null);
    } catch (error) {
      put(row);
      setError(`Not saved. ${error.message}`);
    }
  };
  return { date, setDate, rows, error, load, put, save };
}
