// The formats of the border, for the build whose links requests may carry.
export {
  formatsRequests as formats,
  inputFormatsRequests as inputFormats,
  linkFormatRequests as linkFormat,
} from './border.js';
