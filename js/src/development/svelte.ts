// `oread/svelte` in development builds: no store runs before this is called.
import { configureEcho as plain } from '../svelte/index.js';
import { prepared } from './prepared.js';

export * from '../svelte/index.js';
export const configureEcho = prepared(plain);
