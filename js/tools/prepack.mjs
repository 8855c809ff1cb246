// Builds everything before `npm pack` and `npm publish`, so that the output of another build (the demo's lacks the test kit)
// does not end up in the package.
import { execFileSync } from 'node:child_process';

const env = { ...process.env };
delete env.OREAD_WITHOUT_TESTING;
// Standard output is reserved for npm, whose --json is read by programs.
execFileSync('./dev', ['build', 'js'], { cwd: '../', env, stdio: ['ignore', 2, 2] });
