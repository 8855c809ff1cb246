// A text that is saved once the user stops typing, or leaves the field.
import { useEffect, useRef, useState } from 'react';

const pauseMs = 500;

/** `value` is the saved text; while the user types, changes of others do not overwrite theirs. */
export function useDraft(value, save) {
  const [draft, setDraft] = useState(null);
  const timer = useRef();
  const latest = useRef();
  latest.current = { draft, value, save };

  const flush = () => {
    clearTimeout(timer.current);
    const { draft, value, save } = latest.current;
    if (draft === null) return;
    setDraft(null);
    latest.current.draft = null;
    const text = draft.trim();
    if (text && text !== value) save(text);
  };
  // Closing the task saves it, too.
  useEffect(() => () => flush(), []);

  const field = {
    value: draft ?? value,
    onBlur: flush,
    onChange: ({ target }) => {
      setDraft(target.value);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, pauseMs);
    },
  };
  return { field, isDirty: draft !== null };
}
