'use client';
// `oread/react` in development builds. Applications call `configureEcho` before any hook runs.
import { configureEcho as plain } from '../react/index.js';
import { prepared } from './prepared.js';

export * from '../react/index.js';
export const configureEcho = prepared(plain);
