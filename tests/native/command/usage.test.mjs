// The messages of `oread` for usage errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './oread.mjs';

test('alone, and asked for help, it shows its help', async () => {
  for (const args of [[], ['help'], ['--help']]) {
    const { code, lines, complaints } = await run(args);
    assert.equal(code, 0);
    assert.equal(complaints, '');
    assert.match(
      lines.join('\n'),
      /Usage: oread [^]*serve[^]*listen[^]*publish[^]*doctor[^]*replay/,
    );
  }
  const { lines } = await run(['help', 'listen']);
  assert.match(lines.join('\n'), /--channel/);
});

test('every command shows its help and its exit codes', async () => {
  for (const command of ['listen', 'publish', 'doctor', 'replay']) {
    const { code, lines } = await run([command, '--help']);
    assert.equal(code, 0);
    assert.match(lines.join('\n'), /Exit codes: 0 /);
  }
});

for (const [args, words] of [
  [
    ['lisen', '-c', 'a'],
    /no command "lisen"; the commands are: serve, listen, publish.*mean listen\?/,
  ],
  [['help', 'lisen'], /no command "lisen"/],
  [['--nope'], /oread has no option --nope/],
  [['listen', '--chanel', 'news'], /has no option --chanel; did you mean --channel\?/],
  [['listen', '--chanel=news'], /has no option --chanel; did you mean --channel\?/],
  [['listen', '-x'], /oread listen has no option -x/],
  [['listen', '-c'], /--channel needs a value: --channel VALUE/],
  [['listen', '-c', '--json'], /--channel needs a value/],
  [['listen', '--json=yes'], /--json takes no value/],
  [['listen', '-n', 'many'], /--count must be a whole number from 1 to \d+, not "many"/],
  [['listen', '-n', '-1'], /--count must be a whole number/],
  [['listen', '-k', 'a', '-k', 'b'], /--key may be used only once/],
  [['listen', 'http://a.test', 'b'], /oread listen does not expect "b"/],
  [['doctor', '--wait', '99'], /--wait must be a whole number from 1 to 60, not "99"/],
  [['publish'], /CHANNEL is missing: oread publish CHANNEL EVENT DATA/],
  [['publish', 'a'], /EVENT is missing/],
  [['publish', 'a', 'b', 'c', 'd'], /does not expect "d"/],
  [['publish', 'a', 'b', '{"x":', '1}'], /does not expect/],
  [['replay'], /FILE is missing: oread replay FILE/],
  [['serve', '--port', '99999'], /--port must be a whole number from 0 to 65535, not "99999"/],
  [['serve', '--webhook', 'nowhere'], /--webhook "nowhere" must begin with http:/],
  [['serve', '--webhook', 'ws://a.test'], /--webhook "ws:\/\/a\.test" must begin with http/],
  [['serve', '--app', 'a b:k:s'], /--app ID:KEY:SECRET: the id must be/],
  [['serve', '--app', '7:k'], /--app "7:k" must be ID:KEY:SECRET/],
  [['serve', '--app', '7:k:'], /--app ID:KEY:SECRET: of the app 7 the secret is empty/],
  [['serve', '--origin', 'a b'], /--origin "a b" is not https/],
  [['listen', 'replay', 'x'], /does not expect/],
])
  test(`oread ${args.join(' ')}`, async () => {
    const { code, lines, complaints } = await run(args);
    assert.equal(code, 2);
    assert.deepEqual(lines, []);
    assert.match(complaints, words);
    // The parser's own messages do not name the option, or do not help.
    assert.doesNotMatch(complaints, /required TEXT|not in range|Could not convert|not expected/);
    assert.equal(complaints.trim().split('\n').length, 1);
  });
