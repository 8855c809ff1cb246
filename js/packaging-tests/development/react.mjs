// An application that does not import Echo directly.
import { configureEcho, echo } from 'oread/react';
import { options, report } from './report.mjs';

configureEcho(options);
report(echo());
