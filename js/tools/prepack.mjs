// Builds everything before `npm pack` and `npm publish`: what was left from another build (the demo's has no test kit) must
// not end up in the package.
import { execFileSync } from 'node:child_process';

const env = { ...process.env };
delete env.OREAD_WITHOUT_TESTING;
// Standard output belongs to npm, whose --json is read by programs.
execFileSync('./dev', ['build', 'js'], { cwd: '../', env, stdio: ['ignore', 2, 2] });
