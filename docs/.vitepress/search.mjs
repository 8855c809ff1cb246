// How the site's search compares words. The same functions make the index and read the question.

// Words of questions that say nothing about the subject. Functions below are sent to the browser as text, so each must
// contain what it needs.
const processTerm = (term) => {
  const word = term.toLowerCase().replace(/['’].*$/, '');
  const empty =
    /^(a|an|and|am|are|as|at|be|by|can|do|does|for|from|have|how|i|if|in|is|it|its|me|my|of|on|or|that|the|then|there|they|this|to|us|was|what|when|which|who|why|will|with|you|your)$/;
  if (!word || empty.test(word)) return null;
  if (word.length < 5) return word;
  return word.replace(
    /(ss)$|ies$|(?:ing|ed|es|s)$/,
    (all, double) => double ?? (all === 'ies' ? 'y' : ''),
  );
};

export const miniSearch = {
  options: { processTerm },
  searchOptions: {
    fuzzy: (term) => (term.length > 6 ? 0.2 : false),
    prefix: (term) => term.length > 3,
    boost: { title: 4, titles: 2, text: 1 },
    // Guides answer questions; references repeat their words many times.
    boostDocument: (id) => (/^.(api.|checklist|states|hosts|dialects)/.test(id) ? 0.4 : 1),
  },
};
