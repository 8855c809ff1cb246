// The sub-path `oread/encryption`: bundles the cipher of encrypted channels into the application's script, for environments
// that cannot load code later (service workers, single-file scripts).
import cipher from './host/cipher.js';
import { parts } from './host/parts.js';

parts.cipher_ = cipher;
