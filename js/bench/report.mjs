// The output of every measuring command: a table, with --json an array, and the exit code. A row is
// { name, unit, ours, peer, ratio, goal, ok }.

const shown = (value) => {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return String(value);
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
};

/** Aligns cells: the first column to the left, numbers to the right. */
export function table(header, lines) {
  const all = [header, ...lines.map((line) => line.map(shown))];
  const widths = header.map((_, i) => Math.max(...all.map((line) => line[i].length)));
  return all
    .map((line) =>
      line
        .map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Rounds a number for JSON to its significant digits. */
const rounded = (value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);

/**
 * Prints the rows and sets the exit code: 1 if a goal is missed. `note` is a line under the table. With `json` the array is
 * printed to standard output, and the table to standard error.
 */
export function report(rows, { json, goalText, note = '' }) {
  const text = table(
    ['name', 'unit', 'ours', 'peer', 'ratio', 'goal', 'ok'],
    rows.map((row) => [
      row.name,
      row.unit,
      row.ours,
      row.peer,
      row.ratio,
      goalText(row),
      row.ok ? 'yes' : 'MISSED',
    ]),
  );
  (json ? console.error : console.log)(text + (note ? `\n${note}` : ''));
  if (json) {
    const exact = rows.map(({ name, unit, ours, peer, ratio, goal, ok }) => ({
      name,
      unit,
      ours: rounded(ours),
      peer: rounded(peer),
      ratio: rounded(ratio),
      goal,
      ok,
    }));
    console.log(JSON.stringify(exact, null, 1));
  }
  if (rows.some((row) => !row.ok)) process.exitCode = 1;
}
