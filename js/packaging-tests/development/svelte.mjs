// An app that never imports Echo itself.
import { configureEcho, echo } from 'oread/svelte';
import { options, report } from './report.mjs';

configureEcho(options);
report(echo());
