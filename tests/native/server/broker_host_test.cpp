// An effect that throws does not lose the other effects and inputs.
#include "server/broker_host.hpp"

#include <gtest/gtest.h>

#include <new>

#include "loop_core.hpp"

namespace oread::server {
namespace {

using broker::in::ConnectionClosed;
using broker::in::ConnectionOpened;

broker::Options one_app() {
  broker::App app;
  app.id = "1";
  app.key = "key";
  app.secret = "secret";
  broker::Options options;
  options.apps = {app};
  return options;
}

ConnectionOpened opened(broker::ConnectionId connection) {
  return {connection, "/app/key", "protocol=7", std::nullopt, false, connection.value};
}

TEST(BrokerHost, Carries_out_the_next_input_after_an_effect_that_threw) {
  native::LoopCore loop;
  int lines = 0;
  const Log log = [&](const LogLine&) {
    if (++lines == 1) throw std::bad_alloc();
  };
  BrokerHost host(loop, one_app(), log);
  const broker::ConnectionId first = host.next_connection();
  EXPECT_THROW(host.give(opened(first)), std::bad_alloc);
  host.give(opened(host.next_connection()));
  EXPECT_EQ(host.broker().counts().connections, 2U);
  EXPECT_EQ(lines, 2);
  host.give(ConnectionClosed{first});
  EXPECT_EQ(host.broker().counts().connections, 1U);
}

TEST(BrokerHost, Carries_out_the_effects_and_inputs_behind_one_that_threw) {
  native::LoopCore loop;
  std::vector<std::string> lines;
  BrokerHost* giving = nullptr;
  const Log log = [&](const LogLine& line) {
    lines.emplace_back(line.what);
    if (lines.size() > 1) return;
    // Queued behind this effect.
    giving->give(opened(giving->next_connection()));
    throw std::bad_alloc();
  };
  BrokerHost host(loop, one_app(), log);
  giving = &host;
  bool drained = false;
  host.on_drained([&] { drained = true; });
  EXPECT_THROW(host.give(opened(host.next_connection())), std::bad_alloc);
  EXPECT_EQ(host.broker().counts().connections, 2U);
  EXPECT_EQ(lines, (std::vector<std::string>{"connection-accepted", "connection-accepted"}));
  host.give(broker::in::Drain{});
  EXPECT_TRUE(drained);
}

}  // namespace
}  // namespace oread::server
