// The sub-path `oread/leases`.
export { leases } from './leases.js';
