// `oread` in development builds.
import Plain, { installGlobal as plainInstall } from '../index.js';
import { prepared } from './prepared.js';

export * from '../index.js';
export const installGlobal = prepared(plainInstall);
const Echo = prepared(Plain);
export default Echo;
