// `oread/svelte` in development builds. Applications call `configureEcho` before any store runs.
import { configureEcho as plain } from '../svelte/index.js';
import { prepared } from './prepared.js';

export * from '../svelte/index.js';
export const configureEcho = prepared(plain);
