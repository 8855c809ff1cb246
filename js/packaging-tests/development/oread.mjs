// An app that imports Echo and nothing else.
import Echo from 'oread';
import { options, report } from './report.mjs';

report(new Echo(options));
