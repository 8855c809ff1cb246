// How Next builds the client.
import { join } from 'node:path';

export default {
  // `oread` is a link to js/ in the repository's node_modules, and Turbopack reads no file outside its root.
  turbopack: { root: join(import.meta.dirname, '../../..') },
};
