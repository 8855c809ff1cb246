// Wording that a native reader has to translate: functions from a text to complaints, and from a file to its texts.

// People may be followed by "who"; everything else takes "that", or the sentence a noun.
const people =
  'users?|members?|people|person|someone|anyone|everyone|nobody|those|developers?|operators?|attackers?|readers?';
// "who" after these asks a question, or reports one.
const asking =
  'asks?|says?|shows?|knows?|sees?|decides?|determines?|lists?|reports?|checks?|of|and';

// Lookarounds exempt good English, such as "there is no" and "users who".
const rules = [
  [/(?<!\bthere )\bis no (?!longer\b)/gi, 'say "is not a"'],
  [/(?<!\bthere )\bis none\b/gi, 'say "is not one", or "is empty"'],
  [/\banew\b/gi, 'say "again"'],
  [/\bshall\b/gi, 'say "must", or use the present tense'],
  [/\bbesides\b/gi, 'say "in addition to", "plus" or "except"'],
  [/\bfor ever\b/gi, 'say "forever" or "indefinitely"'],
];
const who = [
  new RegExp(`(?<!\\b(${people}|${asking})[,]? )\\bwho (?=\\w)(?![^.;|]*\\?)`, 'gi'),
  'name the subject',
];

/** The awkward phrases in a text that users read, each with a few words around it and advice. */
export const awkward = (path, text) => broken([...rules, who], path, text);

/** The same in comments, which often contain questions without a question mark: "who holds a channel". */
export const awkwardComments = (path, text) =>
  comments(text).flatMap((comment) => broken(rules, path, comment));

function broken(wanted, path, text) {
  const line = text.replace(/\s+/g, ' ');
  return wanted.flatMap(([pattern, advice]) =>
    [...line.matchAll(pattern)]
      .map(({ index }) => line.slice(Math.max(0, index - 40), index + 40))
      .map((around) => `${path}: "…${around}…": ${advice}`),
  );
}

/** The comments of a source in C++ or JavaScript. Adjacent lines are one comment. */
export const comments = (text) =>
  [...text.matchAll(/(?:^|\s)\/\/+([^\n]*(?:\n\s*\/\/+[^\n]*)*)|\/\*([^]*?)\*\//g)].map(
    ([, lines, block]) => (lines ?? block).replace(/\n\s*(?:\/\/+|\*)/g, ' '),
  );

const literal =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`/g;

/** The string literals of a source in C++ or JavaScript. Adjacent ones are one text. */
export function literals(text) {
  const joined = text.replace(/"\s*\n\s*"/g, '');
  return [...joined.matchAll(literal)]
    .map(([, ...bodies]) => bodies.find((body) => body !== undefined) ?? '')
    .map((body) => body.replace(/\$\{[^}]*\}/g, 'X').replace(/\\n/g, ' '));
}

const withoutTags = (text) =>
  text
    .replace(/<(script|style)[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, (tag) =>
      [...tag.matchAll(/(?:title|aria-label|placeholder)="([^"]*)"/g)]
        .map(([, said]) => ` ${said} `)
        .join(''),
    );

/** What a user reads of this file. */
export function texts(path, text) {
  if (path.endsWith('.md')) return [text];
  if (path.endsWith('.html')) return [withoutTags(text)];
  if (/\.(cpp|hpp|mjs|ts)$/.test(path)) return literals(text);
  return [text.replace(/^\s*#.*$/gm, '')];
}
