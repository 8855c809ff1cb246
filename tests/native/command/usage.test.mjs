// What `oread` itself says about a command line that makes no sense.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Oread } from './oread.mjs';

test('a command that is not there is named, with those that are', async () => {
  const oread = new Oread(['lisen', '--channel', 'news']);
  assert.equal(await oread.ended, 2);
  assert.match(oread.complaints, /there is no command "lisen"; there are: serve, listen, publish/);
});

test('without a command it says that one is wanted', async () => {
  const oread = new Oread([]);
  assert.equal(await oread.ended, 2);
  assert.match(oread.complaints, /subcommand is required/);
});

test('a wrong option of a command is told as such', async () => {
  const oread = new Oread(['listen', '--chanel', 'news']);
  assert.equal(await oread.ended, 2);
  assert.match(oread.complaints, /--chanel/);
});
