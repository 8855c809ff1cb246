// The formats of the border, for the build whose links are WebSockets. tools/build-plugins.mjs puts formats-requests.ts in the
// place of this file where requests may carry links.
export { formats, inputFormats, linkFormat } from './border.js';
