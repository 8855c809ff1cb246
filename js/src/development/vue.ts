// `oread/vue` in development builds: no composable runs before this is called.
import { configureEcho as plain } from '../vue/index.js';
import { prepared } from './prepared.js';

export * from '../vue/index.js';
export const configureEcho = prepared(plain);
