// Replays what a real Reverb sent to other clients to our engine.
#include <cctype>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/captured/replay.hpp"

namespace oread::test {

void PrintTo(const Delivered& delivered, std::ostream* out) {
  *out << delivered.channel << ' ' << delivered.event << ' ' << delivered.data.dump();
}

namespace {

class Captures : public testing::TestWithParam<std::string> {};

TEST_P(Captures, Every_event_and_every_member_arrives) {
  std::size_t upgraded = 0;
  for (const auto& [number, connection] : read_capture(GetParam())) {
    SCOPED_TRACE("connection #" + std::to_string(number));
    if (!connection.is_upgraded()) continue;
    ++upgraded;
    Replay replay;
    replay.run(connection);
    EXPECT_THAT(replay.world().offences(), testing::IsEmpty());
    EXPECT_EQ(replay.delivered(), replay.expected());
    if (replay.world().engine().status() == ConnectionStatus::Connected) {
      EXPECT_EQ(replay.rosters(), replay.expected_rosters());
    }
  }
  EXPECT_GT(upgraded, 0U) << "nothing was read from the file";
}

INSTANTIATE_TEST_SUITE_P(All, Captures, testing::ValuesIn(captures()), [](const auto& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

Replay replayed(const char* file, int connection) {
  const auto connections = read_capture(file);
  Replay replay;
  const auto found = connections.find(connection);
  EXPECT_NE(found, connections.end());
  if (found != connections.end()) replay.run(found->second);
  return replay;
}

/// The connection stopped permanently with this code.
void expect_stop(const Replay& replay, std::uint16_t code) {
  EXPECT_EQ(replay.world().engine().status(), ConnectionStatus::Disconnected);
  ASSERT_FALSE(replay.ends().empty());
  EXPECT_EQ(replay.ends().back().why.status, code);
  EXPECT_THAT(replay.retries(), testing::IsEmpty());
  EXPECT_FALSE(replay.world().link());
}

constexpr const char* kErrors = "reverb-4-errors.txt";

TEST(CapturedCodes, An_unknown_key_stops) {
  expect_stop(replayed(kErrors, 1), 4001);
}

TEST(CapturedCodes, A_refused_origin_stops_although_the_server_leaves_the_link_open) {
  expect_stop(replayed(kErrors, 6), 4009);
  expect_stop(replayed(kErrors, 7), 4009);
}

TEST(CapturedCodes, A_server_over_its_quota_stops_although_it_leaves_the_link_open) {
  expect_stop(replayed(kErrors, 12), 4004);
}

TEST(CapturedCodes, A_path_that_leads_nowhere_is_tried_again) {
  const Replay replay = replayed(kErrors, 2);
  EXPECT_EQ(replay.world().engine().status(), ConnectionStatus::Connecting);
  EXPECT_THAT(replay.retries(), testing::SizeIs(1));
}

TEST(CapturedCodes, Refused_subscriptions_and_frames_stop_nobody) {
  const Replay replay = replayed(kErrors, 3);
  std::vector<std::string> refused;
  for (const event::SubscribeFailed& refusal : replay.refusals()) {
    refused.push_back(refusal.channel);
    EXPECT_EQ(refusal.error.code, Errc::AuthRejected);
  }
  // Reverb names no channel: the order determines which one was refused.
  EXPECT_THAT(refused, testing::ElementsAre("private-user.1", "presence-room.1", "private-user.1",
                                            "private-user.1"));
  EXPECT_EQ(replay.subscribed(), 1U) << "the public channel works all the same";
  std::vector<std::string> events;
  for (const auto& message : replay.delivered()) {
    if (message.event != "pusher:error") events.push_back(message.event);
  }
  EXPECT_THAT(events, testing::ElementsAre("still-here"));
}

TEST(CapturedCodes, A_link_cut_by_the_rate_limit_comes_back) {
  const Replay replay = replayed(kErrors, 10);
  EXPECT_EQ(replay.world().engine().status(), ConnectionStatus::Reconnecting);
}

TEST(CapturedCodes, A_pruned_client_comes_back_within_a_second) {
  for (const int connection : {2, 3}) {
    const Replay replay = replayed("reverb-6b-stale-prune.txt", connection);
    EXPECT_EQ(replay.world().engine().status(), ConnectionStatus::Reconnecting);
    ASSERT_THAT(replay.retries(), testing::SizeIs(1));
    EXPECT_EQ(replay.retries().front().why.status, 4201);
    EXPECT_LE(replay.retries().front().in, Millis{1000});
  }
}

TEST(CapturedCodes, A_restarted_server_gets_its_clients_back) {
  std::size_t cut = 0;
  for (const auto& [number, connection] : read_capture("reverb-6a-restart.txt")) {
    if (!connection.is_upgraded()) continue;
    Replay replay;
    replay.run(connection);
    if (replay.world().engine().status() == ConnectionStatus::Disconnected) continue;
    ++cut;
    EXPECT_EQ(replay.world().engine().status(), ConnectionStatus::Reconnecting) << number;
    EXPECT_THAT(replay.retries(), testing::SizeIs(1)) << number;
  }
  EXPECT_EQ(cut, 9U) << "three clients, three ways to end a server";
}

TEST(Captured, Presence_ids_may_be_numbers_and_lists) {
  const Replay replay = replayed("reverb-2-channels.txt", 2);
  EXPECT_GT(replay.subscribed(), 3U);
  EXPECT_GT(replay.delivered().size(), 2U);
}

}  // namespace
}  // namespace oread::test
