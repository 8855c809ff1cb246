// An application that imports only Echo.
import Echo from 'oread';
import { options, report } from './report.mjs';

report(new Echo(options));
