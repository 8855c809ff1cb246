// Every failure has a message: whatever goes wrong, a command says what happened and what to do, and exits with the
// code that its help documents.
import assert from 'node:assert/strict';
import http from 'node:http';
import { once } from 'node:events';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { DevServer } from '../server/dev_server.mjs';
import { run } from './oread.mjs';

let dev, folder, closed, answers;
before(async () => {
  dev = await DevServer.start();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-words-'));
  fs.writeFileSync(path.join(folder, 'not.json'), 'no trace');
  fs.writeFileSync(path.join(folder, 'not.pem'), 'no certificate');
  const gone = net.createServer();
  await once(gone.listen(0, '127.0.0.1'), 'listening');
  closed = `http://127.0.0.1:${gone.address().port}`;
  await new Promise((done) => gone.close(done));
  answers = http.createServer((request, response) => {
    request.resume();
    response.writeHead(Number(request.url.split('/')[1]), { Location: '/login' }).end('{}');
  });
  await once(answers.listen(0, '127.0.0.1'), 'listening');
});
after(async () => {
  await dev.kill();
  answers.close();
  fs.rmSync(folder, { recursive: true });
});
const status = (code) => `http://127.0.0.1:${answers.address().port}/${code}`;
const file = (name) => path.join(folder, name);

const advice =
  /\b(give|use|check|correct|look|set|add|start|send|raise|publish|pipe|trust|allow|run|choose|make|configure|remove|renew|retry|pass|omit|name|return|skip|nothing to do|is the|must|needs?|dump)\b/i;

/** [what, exit code, command line, standard input] */
const failures = () => [
  ['listen: no URL', 2, ['listen', 'here', '-c', 'a']],
  ['listen: an invalid port', 2, ['listen', 'ws://a.test:99999', '-c', 'a']],
  ['listen: an invalid header', 2, ['listen', dev.url, '-c', 'a', '-H', 'x']],
  ['listen: no endpoint for a private channel', 2, ['listen', dev.url, '-c', 'private-a']],
  ['listen: a CA file that is not there', 2, ['listen', dev.url, '-c', 'a', '--ca', file('none')]],
  ['listen: a wrong key', 1, ['listen', dev.url, '-c', 'a', '-k', 'wrong']],
  ...[302, 401, 403, 404, 419].map((code) => [
    `listen: the endpoint answers ${code}`,
    1,
    ['listen', dev.url, '-c', 'private-a', '--auth-endpoint', status(code)],
  ]),
  ['publish: no URL', 2, ['publish', '-u', 'here', 'a', 'e', '{}']],
  ['publish: no data', 2, ['publish', '-u', dev.url, 'a', 'e', '-']],
  ['publish: nobody there', 1, ['publish', '-u', closed, 'a', 'e', '{}']],
  ['publish: a wrong secret', 1, ['publish', '-u', dev.url, '--secret', 'x', 'a', 'e', '{}']],
  ['publish: another app', 1, ['publish', '-u', dev.url, '--app-id', '9', 'a', 'e', '{}']],
  ['publish: a channel that cannot be', 1, ['publish', '-u', dev.url, 'a b', 'e', '{}']],
  ['publish: too much', 1, ['publish', '-u', dev.url, 'a', 'e', 'x'.repeat(20_000)]],
  ...[200, 204, 302, 400, 403, 404, 405, 413, 429, 500, 503].map((code) => [
    `publish: the server answers ${code}`,
    code === 200 ? 0 : 1,
    ['publish', '-u', status(code), 'a', 'e', '{}'],
  ]),
  ['doctor: no URL', 2, ['doctor', 'here']],
  ['doctor: nobody there', 1, ['doctor', closed]],
  ['doctor: a wrong key', 1, ['doctor', dev.url, '--key', 'wrong']],
  ['doctor: a wrong secret', 1, ['doctor', dev.url, '--secret', 'wrong']],
  ['doctor: no TLS', 1, ['doctor', dev.url.replace('http', 'https')]],
  ...[200, 302, 400, 403, 404, 426, 429, 500, 502].map((code) => [
    `doctor: the server answers ${code}`,
    1,
    ['doctor', status(code), '--wait', '1'],
  ]),
  ['replay: no file', 2, ['replay', file('none')]],
  ['replay: a folder', 2, ['replay', folder]],
  ['replay: no trace', 2, ['replay', file('not.json')]],
  ['replay: nothing', 2, ['replay', '-'], ''],
  ['replay: a beginning that is gone', 1, ['replay', '-'], '{"dropped":3,"steps":[]}'],
  ['serve: a port in use', 1, ['serve', '--port', `${dev.port}`]],
  ['serve: an unknown host', 1, ['serve', '--port', '0', '--host', 'nobody.invalid']],
  ['serve: half of TLS', 2, ['serve', '--port', '0', '--cert', file('not.pem')]],
  ['serve: a folder that is not there', 2, ['serve', '--port', '0', '--static', file('none')]],
  ['serve: an invalid master key', 2, ['serve', '--port', '0', '--master-key', 'short']],
];

test('every failure has words and its exit code', async (context) => {
  for (const [what, wanted, args, input] of failures())
    await context.test(what, async () => {
      const { code, lines, complaints } = await run(args, { input });
      assert.equal(code, wanted, `${lines.join('\n')}\n${complaints}`);
      if (code === 0) return;
      // The doctor's findings are its output.
      const said = args[0] === 'doctor' && code === 1 ? lines.at(-1) : complaints.trim();
      assert.match(said, /\w+ \w+/);
      // What happened, followed by what to do.
      assert.match(said, advice);
      assert.doesNotMatch(said, /terminate called|what\(\)|std::|nlohmann|undefined|\(null\)/);
    });
});
