'use client';
// `oread/react` in development builds: no hook runs before this is called.
import { configureEcho as plain } from '../react/index.js';
import { prepared } from './prepared.js';

export * from '../react/index.js';
export const configureEcho = prepared(plain);
