// An app that never imports Echo itself.
import { configureEcho, echo } from 'oread/vue';
import { options, report } from './report.mjs';

configureEcho(options);
report(echo());
