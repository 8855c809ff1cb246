// What a C++ source includes of this repository, without asking a compiler.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A line that is only a comment, and not one that clang-tidy obeys. */
const comment = /^[ \t]*\/\/(?!.*NOLINT).*\n/gm;
const include = /^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]/gm;

/** Reads each file below `root` once, however many sources include it. */
export class Includes {
  #root;
  #known = new Map();

  constructor(root) {
    this.#root = resolve(root);
  }

  /** The digest of a file's code and the names that it includes; undefined when there is no such file below the root. */
  look(path) {
    if (!this.#known.has(path)) this.#known.set(path, this.#read(path));
    return this.#known.get(path);
  }

  #read(path) {
    if (!path.startsWith(`${this.#root}/`) || !existsSync(path) || !statSync(path).isFile()) {
      return undefined;
    }
    const text = readFileSync(path, 'utf8');
    const names = [...text.matchAll(include)].map((match) => match[1]);
    const code = text.replace(comment, '');
    return { digest: createHash('sha256').update(code).digest('hex'), names };
  }

  /**
   * The source itself and the files below the root that it includes, directly or not, in alphabetical order. Those in
   * branches that the preprocessor leaves out are among them.
   *
   * @param source its absolute path
   * @param command how it is compiled; only the folders after -I count
   * @param directory where that command runs
   */
  closure(source, command, directory) {
    const folders = [...command.matchAll(/-I *(\S+)/g)].map((match) =>
      resolve(directory, match[1]),
    );
    const found = new Set([source]);
    for (const path of found) {
      for (const name of this.look(path).names) {
        const places = [dirname(path), ...folders].map((folder) => resolve(folder, name));
        const place = places.find((one) => this.look(one));
        if (place) found.add(place);
      }
    }
    return [...found].sort();
  }
}
