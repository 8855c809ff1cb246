// Which names of anonymous namespaces something else of the same library has, too. If both are compiled as one file, two
// functions of one name become overloads, and a call may then mean the other one without a complaint of the compiler.

// This reads what clang-format writes: a declaration begins its line, and its other lines are indented.
const opens = /^(?:inline )?namespace(?: ([\w:]+))? \{/;
const closes = /^\}\s*\/\/ namespace/;
const type = /^(?:class|struct|union|enum(?: class)?) (\w+)/;
const variable =
  /^(?:(?:static|inline|constexpr|const|thread_local) )+[^=({]*?\b(\w+)(?:\[[^\]]*\])*\s*(?:=|\{|;)/;
const called = /^(?!static_assert\b|friend\b|using\b|return\b)\w[^=({]*?(?<![:\w~])(\w+)\(/;
const macro = /^[A-Z][A-Z0-9_]*$/;

// What is declared in namespaces: [{ name, space, isHidden, isFunction }].
export function declared(text) {
  const found = [];
  const spaces = [];
  for (const line of text.split('\n')) {
    const opened = opens.exec(line);
    if (opened) {
      if (!line.endsWith('}')) spaces.push(opened[1] ?? '');
    } else if (closes.test(line)) {
      spaces.pop();
    } else {
      const other = type.exec(line) ?? variable.exec(line);
      const name = (other ?? called.exec(line))?.[1];
      if (!name || macro.test(name)) continue;
      const space = spaces.filter(Boolean).join('::');
      found.push({ name, space, isHidden: spaces.includes(''), isFunction: !other });
    }
  }
  return found;
}

// `sources` are the files of one library: [path, text]. Returns complaints.
export function namesakes(sources) {
  const hidden = new Map();
  const offered = new Map();
  for (const [path, text] of sources)
    for (const { name, space, isHidden, isFunction } of declared(text)) {
      if (!isHidden && !(isFunction && path.endsWith('.hpp'))) continue;
      const map = isHidden ? hidden : offered;
      const key = `${space}::${name}`;
      map.set(key, (map.get(key) ?? new Set()).add(path));
    }
  return [...hidden]
    .map(([key, paths]) => [key, [...new Set([...paths, ...(offered.get(key) ?? [])])].sort()])
    .filter(([, paths]) => paths.length > 1)
    .map(([key, paths]) => `${key} is in ${paths.join(' and ')}: give one of them another name`)
    .sort();
}
