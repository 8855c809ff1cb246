// Prints the table of ./dev conform --calibrate from the file that the calibration wrote.
import { readFileSync } from 'node:fs';

const reasons = JSON.parse(
  readFileSync(new URL('testees/not-calibrated.json', import.meta.url), 'utf8'),
).cases;
const rows = readFileSync(process.argv[2], 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

const width = Math.max(...rows.map(([id]) => id.length));
console.log(`${'case'.padEnd(width)}  wrong servers or clients that fail it`);
for (const [id, ...mutants] of rows)
  console.log(`${id.padEnd(width)}  ${mutants.join(', ') || `none: ${reasons[id]}`}`);
const failing = rows.filter(([, mutant]) => mutant).length;
const mutants = new Set(rows.flatMap(([, ...names]) => names));
console.log(
  `\n${failing} of ${rows.length} cases fail on at least one of ${mutants.size} wrong servers and clients; the others have a reason.`,
);
