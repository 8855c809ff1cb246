// Short messages, each shown for six seconds.
import { useCallback, useState } from 'react';

let last = 0;

export function useNotices() {
  const [notices, setNotices] = useState([]);
  const notify = useCallback((text, kind = 'news') => {
    const id = ++last;
    setNotices((notices) => [...notices.slice(-2), { id, text, kind }]);
    setTimeout(() => setNotices((notices) => notices.filter((one) => one.id !== id)), 6000);
  }, []);
  return [notices, notify];
}
