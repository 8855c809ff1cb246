// Replaces the values of a JSON object's members in its text.

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * Returns the text of an object with the values that `change` returns for its members, but not for nested ones. `change`
 * receives the parsed key, the value's JSON, and the value's offset in the text and in the result.
 */
export function withValues(
  text: string,
  change: (key: string, json: string, begin: number, found: number) => string,
): string {
  let out = '';
  let copied = 0;
  let depth = 0;
  let key: string | undefined;
  let begin = -1;
  let end = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (depth === 1)
      if (token === ',' || token === '}') {
        if (key !== undefined) {
          out += text.slice(copied, begin);
          out += change(key, text.slice(begin, end), begin, out.length);
          copied = end;
        }
        key = undefined;
        begin = -1;
      } else if (key === undefined) key = JSON.parse(token) as string;
      else if (begin < 0 && token !== ':') begin = index;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    end = index + token.length;
  }
  return out + text.slice(copied);
}
