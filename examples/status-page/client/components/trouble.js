// The failure of the last request, in words; null after a request that succeeded.
import { createContext } from 'react';

export const TroubleContext = createContext(null);
