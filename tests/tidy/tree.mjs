// The files of the repository, as git knows them (tracked, or new and not ignored). Ignores the clone's owner, because
// CI may run as a different user.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export function files(pattern = /./) {
  const list = execFileSync(
    'git',
    ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  return list
    .split('\0')
    .filter((path) => path && pattern.test(path) && existsSync(join(root, path)));
}

export const read = (path) => readFileSync(join(root, path), 'utf8');
