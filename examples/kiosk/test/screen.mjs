// The part of a terminal that the board uses. Any other sequence is an error: no text of a server may become one.
const sequence = /^\x1b\[(\??)([\d;]*)([A-Za-z])/;

export class Screen {
  columns;
  rows;
  isOther = false;
  hasCursor = true;
  /** How often the whole screen was erased. */
  erased = 0;
  #lines;
  #row = 0;
  #column = 0;
  #rest = '';
  #isOfOldSize = false;

  constructor(columns, rows) {
    this.resize(columns, rows);
  }

  /** As terminals do it: what was there stays until it is drawn again. */
  resize(columns, rows) {
    const before = this.#lines ?? [];
    [this.columns, this.rows] = [columns, rows];
    this.#isOfOldSize = this.isOther;
    this.#lines = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => before[row]?.[column] ?? ' '),
    );
  }

  get lines() {
    return this.#lines.map((line) => line.join('').trimEnd());
  }
  get text() {
    return this.lines.join('\n');
  }

  write(text) {
    let rest = this.#rest + text;
    while (rest !== '') {
      if (rest[0] === '\x1b') {
        const found = sequence.exec(rest);
        // The other part of it is still to come.
        if (!found && /^\x1b(\[\??[\d;]*)?$/.test(rest)) break;
        if (!found)
          throw new Error(`not a sequence of the board: ${JSON.stringify(rest.slice(0, 20))}`);
        this.#perform(...found.slice(1));
        rest = rest.slice(found[0].length);
        continue;
      }
      const [character] = rest;
      rest = rest.slice(character.length);
      this.#print(character);
    }
    this.#rest = rest;
  }

  #print(character) {
    if (character === '\r') this.#column = 0;
    else if (character === '\n') this.#row = Math.min(this.#row + 1, this.rows - 1);
    else if (/\p{Cc}/u.test(character))
      throw new Error(`a control character: ${escape(character)}`);
    else if (this.#column < this.columns) this.#lines[this.#row][this.#column++] = character;
    else if (this.isOther && !this.#isOfOldSize)
      throw new Error(`${character} is beyond the margin`);
  }

  #perform(isPrivate, numbers, letter) {
    const what = `${isPrivate}${numbers}${letter}`;
    if (what === '?1049h' || what === '?1049l') this.isOther = letter === 'h';
    else if (what === '?25h' || what === '?25l') this.hasCursor = letter === 'h';
    else if (what === '?7h' || what === '?7l') return;
    else if (what === '2J') {
      this.erased++;
      this.#isOfOldSize = false;
      for (const line of this.#lines) line.fill(' ');
    } else if (what === 'K') this.#lines[this.#row].fill(' ', this.#column);
    else if (letter === 'm' && !isPrivate) return;
    else if (letter === 'H' && !isPrivate) {
      const [row = 1, column = 1] = numbers.split(';').map(Number);
      // Drawn for the size before the last change.
      this.#row = Math.min(row, this.rows) - 1;
      this.#column = Math.min(column, this.columns) - 1;
    } else throw new Error(`not a sequence of the board: ${what}`);
  }
}
