// `oread/vue` in development builds. Applications call `configureEcho` before any composable runs.
import { configureEcho as plain } from '../vue/index.js';
import { prepared } from './prepared.js';

export * from '../vue/index.js';
export const configureEcho = prepared(plain);
