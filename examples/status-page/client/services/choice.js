// Which version of the hook the pages use; chosen at the end of each page, kept for the tab.
import { useRealtime as first } from '../hooks/use-realtime.ts';
import { useRealtime as oread } from '../hooks/use-realtime-oread.ts';

export const hooks = { oread, first };
export const chosen = () => (sessionStorage.getItem('hook') === 'first' ? 'first' : 'oread');
export const choose = (name) => sessionStorage.setItem('hook', name);
