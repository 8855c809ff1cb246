// The cipher of encrypted channels: a well-kept library, in a file of ours, so that a page without a bundler has it, too.
export { xsalsa20poly1305 as default } from '@noble/ciphers/_micro';
