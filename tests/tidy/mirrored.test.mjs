// A source of sdk/src or native has its unit test in the mirrored place, so that a reader finds it; or the table below
// says which test covers it instead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasLogic, testsOf, untested } from './mirrored.mjs';
import { files, read } from './tree.mjs';

/** Sources without a mirrored test, and the test or the script that covers each. */
const covered = {
  // Scripts and transcripts test these as one machine: most rules need several of the files.
  'sdk/src/engine.cpp': 'tests/unit/connection/connection_test.cpp',
  'sdk/src/broker/entry.cpp': 'tests/unit/broker/subscribe_test.cpp',
  'sdk/src/channel/channel.cpp': 'tests/unit/channel/directory_test.cpp',
  'sdk/src/channel/channel_events.cpp': 'tests/unit/channel/directory_test.cpp',
  'sdk/src/channel/delivery.cpp': 'tests/unit/channel/directory_test.cpp',
  'sdk/src/channel/routes.cpp': 'tests/unit/channel/directory_test.cpp',
  // Collects the effects of an input; every script checks their order.
  'sdk/src/batch.cpp': 'tests/support/world.cpp',
  'sdk/src/dialect/socketio/spoil.hpp': 'tests/unit/dialect/socketio/session_test.cpp',
  // Passes an effect on.
  'sdk/src/support/step.hpp': 'tests/support/world.cpp',
  // Three versions of one function, which run against the same texts.
  'sdk/src/support/json_block.hpp': 'tests/unit/support/json_string_test.cpp',

  // The native sources below only do I/O, or pass what they are given to libwebsockets and back.
  'native/src/entropy.cpp': 'tests/native/client/client_test.cpp',
  'native/src/header_value.cpp': 'tests/native/client/http_test.cpp',
  'native/src/host.cpp': 'tests/native/client/client_test.cpp',
  'native/src/link_farewell.cpp': 'tests/native/client/link_requests_test.cpp',
  'native/src/loop_core.cpp': 'tests/unit/native/loop_test.cpp',
  'native/src/peer_check.cpp': 'tests/native/client/tls_test.cpp',
  'native/src/server.cpp': 'tests/native/client/client_test.cpp',
  'native/src/sigpipe.hpp': 'tests/native/client/tls_test.cpp',
  'native/src/timer.hpp': 'tests/unit/native/loop_test.cpp',
  'native/src/watch.cpp': 'tests/native/server/listener_test.cpp',
  'native/src/wsi_handler.cpp': 'tests/native/client/link_test.cpp',

  'native/server/client_connection.cpp': 'tests/native/server/websocket.test.mjs',
  'native/server/clocks.cpp': 'tests/native/server/http_api.test.mjs',
  'native/server/hex.hpp': 'tests/native/server/channel_secret_test.cpp',
  'native/server/http_connection.cpp': 'tests/native/server/sequences.test.mjs',
  'native/server/queue_budget.hpp': 'tests/native/server/send_queue_test.cpp',
  'native/server/redis/feed.cpp': 'tests/native/server/redis.test.mjs',
  'native/server/redis/link.cpp': 'tests/native/server/redis.test.mjs',
  'native/server/redis/publisher.cpp': 'tests/native/server/redis_cluster.test.mjs',
  'native/server/redis/subscription.cpp': 'tests/native/server/redis.test.mjs',
  'native/server/request_reader.cpp': 'tests/native/server/hostile.test.mjs',
  'native/server/server.cpp': 'tests/native/server/drain.test.mjs',
  'native/server/tls_files.cpp': 'tests/native/server/tls.test.mjs',
  'native/server/waiting_room.hpp': 'tests/native/server/memory.test.mjs',
  'native/server/webhook_sender.cpp': 'tests/native/server/drain.test.mjs',
  'native/server/wsi_owner.cpp': 'tests/native/server/closing.test.mjs',

  'native/wire/stream.cpp': 'tests/native/command/doctor_tls.test.mjs',

  'native/conform/broker_wire.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/case_run.cpp': 'tests/native/conform/wrong_servers.test.mjs',
  'native/conform/listening.cpp': 'tests/native/conform/hook_receiver_test.cpp',
  'native/conform/named_crowds.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/named_http.cpp': 'tests/native/conform/server.test.mjs',
  'native/conform/named_races.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/steps_hooks.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/testee.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/named_members.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/named_messages.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/named_requests.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/named_servers.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/named_times.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/report_json.cpp': 'tests/native/conform/server.test.mjs',
  'native/conform/report_text.cpp': 'tests/native/conform/server.test.mjs',
  'native/conform/run.cpp': 'tests/native/conform/wrong_servers.test.mjs',
  'native/conform/socket_wire.cpp': 'tests/native/conform/server.test.mjs',
  'native/conform/steps.cpp': 'tests/native/conform/catalogue_test.cpp',
  'native/conform/steps_channel.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/steps_connection.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/steps_expect.cpp': 'tests/native/conform/wrong_servers.test.mjs',
  'native/conform/steps_named.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/steps_request.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/wire.cpp': 'tests/conformance/broker_test.cpp',
  'native/conform/client/adapter_driver.cpp': 'tests/native/conform/client_suite_test.cpp',
  'native/conform/client/driver.hpp': 'tests/native/conform/client.test.mjs',
  'native/conform/client/stage.hpp': 'tests/native/conform/client.test.mjs',
  'native/conform/include/oread/conformance/gtest.hpp': 'tests/install/consumer/conformance.cpp',
  'native/conform/client/client_links.cpp': 'tests/native/conform/client.test.mjs',
  'native/conform/client/client_suite.cpp': 'tests/native/conform/client_suite_test.cpp',
  'native/conform/client/tls_probe.cpp': 'tests/native/conform/client.test.mjs',
  'native/conform/client/client_attempts.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_boxes.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_floods.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_named.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_observed.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_run.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_server.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_steps.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_times.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/client_told.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/driver_process.cpp': 'tests/native/conform/client.test.mjs',
  'native/conform/client/engine_reports.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/engine_stage.cpp': 'tests/conformance/client_test.cpp',
  'native/conform/client/grading.cpp': 'tests/native/conform/client.test.mjs',
  'native/conform/client/http_requests.cpp': 'tests/native/conform/client.test.mjs',
  'native/conform/client/socket_stage.cpp': 'tests/native/conform/client.test.mjs',

  'native/command/conform.cpp': 'tests/native/conform/server.test.mjs',
  'native/command/conform_client.cpp': 'tests/native/conform/client.test.mjs',
  'native/command/conform_line.cpp': 'tests/native/conform/server.test.mjs',
  'native/command/conform_baseline.cpp': 'tests/native/conform/baseline_test.cpp',
  'native/command/conform_output.cpp': 'tests/native/conform/server.test.mjs',
  'native/command/bounded_read.hpp': 'tests/native/command/replay.test.mjs',
  'native/command/doctor.cpp': 'tests/native/command/doctor.test.mjs',
  'native/command/doctor_probe.cpp': 'tests/native/command/doctor_servers.test.mjs',
  'native/command/doctor_steps.cpp': 'tests/native/command/doctor.test.mjs',
  'native/command/json_text.hpp': 'tests/native/command/doctor_subscribe_test.cpp',
  'native/command/help.cpp': 'tests/native/command/help.test.mjs',
  'native/command/listen.cpp': 'tests/native/command/listen.test.mjs',
  // In the program that TSan checks.
  'native/command/log_writer.cpp': 'tests/native/server/log_writer_test.cpp',
  'native/command/main.cpp': 'tests/native/command/usage.test.mjs',
  'native/command/publish.cpp': 'tests/native/command/publish.test.mjs',
  'native/command/replay.cpp': 'tests/native/command/replay.test.mjs',
  'native/command/serve.cpp': 'tests/native/server/command.test.mjs',
  'native/command/serve_output.cpp': 'tests/native/server/command.test.mjs',
  'native/command/stop_signal.cpp': 'tests/native/server/drain.test.mjs',
  // Needs the parser with the command's own options.
  'native/command/usage.cpp': 'tests/native/command/usage.test.mjs',
};

const all = new Set(files());
const sources = files(/^(sdk\/src|native\/(src|wire|server|conform|command))\/.*\.(cpp|hpp)$/);
const missing = untested(sources, read, (path) => all.has(path));

test('every source with logic has a mirrored unit test, or the table names the test that covers it', () => {
  assert.ok(sources.length > 200);
  assert.deepEqual(
    missing.filter((path) => !(path in covered)),
    [],
  );
});
test('every row of the table is still needed, and its test exists', () => {
  assert.deepEqual(
    Object.keys(covered).filter((path) => !missing.includes(path)),
    [],
  );
  assert.deepEqual(
    Object.values(covered).filter((path) => !all.has(path)),
    [],
  );
});

test('the judge sees: a source without a test', () => {
  const one = (path, text, ...existing) =>
    untested(
      [path],
      () => text,
      (other) => existing.includes(other),
    );
  assert.equal(one('sdk/src/a/b.cpp', '').length, 1);
  assert.equal(one('sdk/src/a/b.cpp', '', 'tests/unit/a/b_test.cpp').length, 0);
  assert.equal(one('sdk/src/b.cpp', '', 'tests/unit/b/b_test.cpp').length, 0);
  assert.equal(one('sdk/src/a/b.hpp', 'int f() { return 1; }').length, 1);
  assert.equal(one('sdk/src/a/b.hpp', 'int f();').length, 0);
  assert.equal(one('native/server/a.cpp', '').length, 1);
  assert.equal(one('native/server/a.cpp', '', 'tests/native/command/a_test.cpp').length, 1);
  assert.equal(one('native/server/a.cpp', '', 'tests/native/server/a_test.cpp').length, 0);
  assert.equal(one('native/src/a.cpp', '', 'tests/unit/native/a_test.cpp').length, 0);
});
test('a header that only declares needs no test', () => {
  assert.ok(hasLogic('x.hpp', 'bool f() const {\n  if (a) { b(); }\n}'));
  assert.ok(!hasLogic('x.hpp', 'struct A {\n  int a;\n};\nint f(int a);'));
  assert.deepEqual(testsOf('sdk/src/a/b/c.hpp'), ['tests/unit/a/b/c_test.cpp']);
});
