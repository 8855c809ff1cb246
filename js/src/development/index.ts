// `oread` in development builds: with doctor and trace installed.
import Plain, { installGlobal as plainInstall } from '../index.js';
import { prepared } from './prepared.js';

export * from '../index.js';
export const installGlobal = prepared(plainInstall);
const Echo = prepared(Plain);
export default Echo;
