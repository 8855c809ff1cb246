// The arguments of an event as JSON, with the binary ones apart, in base64.

/** The longest piece whose bytes are passed as arguments of one call. */
const piece = 0x8000;

/** Stands for no bytes: a list of one empty text would be an empty list. */
const nothing = '=';

/** Bytes in base64. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += piece)
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text) || nothing;
}
const bytesOf = (base64: string): ArrayBuffer =>
  Uint8Array.from(base64 === nothing ? '' : atob(base64), (one) => one.charCodeAt(0)).buffer;

/** Throws a TypeError for a Blob, whose bytes cannot be read at once, and what JSON.stringify throws: for cycles and BigInts. */
export function encode(values: readonly unknown[]): [json: string, attachments: string] {
  const attachments: string[] = [];
  const json = JSON.stringify(values, function (this: any, key, value) {
    // Some binary values have a toJSON, which `value` has gone through.
    const given = this[key];
    if (typeof Blob === 'function' && given instanceof Blob)
      throw new TypeError('a Blob cannot be sent, send await blob.arrayBuffer()');
    const bytes = ArrayBuffer.isView(given)
      ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
      : given instanceof ArrayBuffer && new Uint8Array(given);
    if (!bytes) return value;
    return { _placeholder: true, num: attachments.push(base64Of(bytes)) - 1 };
  });
  return [json, attachments.join()];
}

/** The values, with an ArrayBuffer for each attachment. */
export function decode(json: string, attachments: string): unknown[] {
  if (!attachments) return JSON.parse(json);
  const buffers = attachments.split(',').map(bytesOf);
  return JSON.parse(
    json,
    (_, value) =>
      // Any other value could name a member of every array.
      (value?._placeholder === true && typeof value.num === 'number' && buffers[value.num]) ||
      value,
  );
}
