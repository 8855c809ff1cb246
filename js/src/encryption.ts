// The sub-path `oread/encryption`: the cipher of encrypted channels stands in the app's script, for where nothing can be
// loaded later (service workers, one file of all).
import cipher from './host/cipher.js';
import { parts } from './host/parts.js';

parts.cipher_ = cipher;
