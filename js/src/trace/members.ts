// The members of a JSON object where they stand in its text.

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * The text of an object with the values that `change` gives for its own members, not for those of what is in them. It is
 * told the key as it reads, the value's JSON, where that begins, and where it begins in what comes back.
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
