// Silence, pings, pongs and sleep.
#include "link/liveness.hpp"

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

using Verdict = Liveness::Verdict;

constexpr Time at(std::int64_t millis) {
  return Time{Millis{millis}};
}

Heartbeat silence(Millis allowed) {
  Heartbeat heartbeat;
  heartbeat.silence = allowed;
  return heartbeat;
}

const LivenessOptions kDefaults;

Liveness alive(const Heartbeat& heartbeat, Millis round_trip) {
  Liveness liveness;
  liveness.start(kDefaults, heartbeat, round_trip, at(0));
  return liveness;
}

TEST(Liveness, The_shorter_silence_counts_and_odd_ones_are_bounded) {
  struct Row {
    std::int64_t server;
    std::int64_t ping_at;
  };
  constexpr Row kRows[] = {{0, 120'000}, {30'000, 30'000}, {600'000, 120'000}, {1, 1000}};
  for (const Row& row : kRows) {
    Liveness liveness = alive(silence(Millis{row.server}), Millis{50});
    EXPECT_EQ(liveness.deadline(), at(row.ping_at)) << row.server;
  }
}

TEST(Liveness, The_pong_deadline_follows_the_round_trip) {
  struct Row {
    std::int64_t round_trip;
    std::int64_t wait;
  };
  constexpr Row kRows[] = {{50, 3000}, {750, 3000}, {1000, 4000}, {5000, 10'000}};
  for (const Row& row : kRows) {
    Liveness liveness = alive(silence(Millis{0}), Millis{row.round_trip});
    EXPECT_EQ(liveness.tick(kDefaults, at(120'000)), Verdict::Ping);
    EXPECT_EQ(liveness.deadline(), at(120'000 + row.wait)) << row.round_trip;
  }
}

TEST(Liveness, Any_text_proves_life) {
  Liveness liveness = alive(silence(seconds(30)), Millis{50});
  liveness.heard(at(20'000));
  EXPECT_EQ(liveness.tick(kDefaults, at(30'000)), Verdict::Alive);
  EXPECT_EQ(liveness.tick(kDefaults, at(50'000)), Verdict::Ping);
  liveness.heard(at(51'000));
  EXPECT_EQ(liveness.deadline(), at(81'000));
}

TEST(Liveness, What_was_heard_before_the_ping_does_not_answer_it) {
  Liveness liveness = alive(silence(seconds(30)), Millis{50});
  EXPECT_EQ(liveness.tick(kDefaults, at(30'000)), Verdict::Ping);
  liveness.heard(at(29'999));
  EXPECT_EQ(liveness.deadline(), at(33'000));
  EXPECT_EQ(liveness.tick(kDefaults, at(33'000)), Verdict::Dead);
}

TEST(Liveness, A_late_tick_only_asks_again) {
  Liveness liveness = alive(silence(seconds(30)), Millis{50});
  EXPECT_EQ(liveness.tick(kDefaults, at(30'000)), Verdict::Ping);
  EXPECT_EQ(liveness.tick(kDefaults, at(34'001)), Verdict::Ping)
      << "the pong may be waiting behind the tick";
  EXPECT_EQ(liveness.tick(kDefaults, at(37'001)), Verdict::Dead);
}

TEST(Liveness, A_probe_is_decided_within_three_seconds_also_on_a_slow_network) {
  Liveness liveness = alive(silence(seconds(30)), seconds(5));
  EXPECT_TRUE(liveness.probe(kDefaults, at(1000)));
  EXPECT_FALSE(liveness.probe(kDefaults, at(1500))) << "the ping under way will tell";
  EXPECT_EQ(liveness.deadline(), at(4000));
  EXPECT_EQ(liveness.tick(kDefaults, at(4000)), Verdict::Dead);
}

TEST(Liveness, A_wake_up_waits_no_longer_for_a_ping_that_is_under_way) {
  Liveness liveness = alive(silence(seconds(30)), seconds(2));
  EXPECT_EQ(liveness.tick(kDefaults, at(30'000)), Verdict::Ping);
  EXPECT_EQ(liveness.deadline(), at(38'000));
  EXPECT_FALSE(liveness.probe(kDefaults, at(31'000))) << "the ping under way will tell";
  EXPECT_EQ(liveness.deadline(), at(34'000));
  EXPECT_FALSE(liveness.probe(kDefaults, at(33'000)));
  EXPECT_EQ(liveness.deadline(), at(34'000));
}

TEST(Liveness, A_wake_up_is_verified_or_reconnecting_within_three_seconds) {
  Script()
      .connected()
      .give(in::Woke{WakeReason::Visible})
      .causes({"send-text 1 *pusher:ping*"})
      .give(in::Woke{WakeReason::Resumed})
      .causes({})
      .pass(seconds(3))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent 3000",
               "retry-scheduled 1 * silent"});
}

TEST(Liveness, Two_hours_of_sleep_lead_to_a_question_not_to_a_verdict) {
  Script()
      .connected()
      .freeze(std::chrono::hours(2))
      .causes({"send-text 1 *pusher:ping*"})
      .hear(frame("pusher:pong", nlohmann::json::object()))
      .causes({});
}

TEST(Liveness, A_sleep_while_connecting_leaves_time_for_the_greeting) {
  Script()
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .freeze(std::chrono::hours(2))
      .causes({"connection-changed connecting unavailable timeout 7200000"})
      .hear(welcome())
      .causes({"connection-changed unavailable connected 1.1"});
}

TEST(Liveness, What_the_host_dispatched_itself_counts) {
  Script()
      .connected()
      .pass(seconds(29))
      .give(in::Receipt{LinkId{1}, Time{Millis{28'500}}})
      .pass(seconds(20))
      .causes({})
      .give(in::Receipt{LinkId{1}, Time{Millis{999'000}}})
      .pass(seconds(29))
      .causes({})
      .pass(seconds(1))
      .causes({"send-text 1 *pusher:ping*"});
}

TEST(Liveness, The_servers_pings_are_answered) {
  Script()
      .connected()
      .hear(R"({"event":"pusher:ping"})")
      .causes({R"(send-text 1 {"event":"pusher:pong","data":{}})"});
}

Heartbeat pings_us(Millis silence) {
  Heartbeat heartbeat;
  heartbeat.silence = silence;
  heartbeat.by_server = true;
  return heartbeat;
}

TEST(Liveness, A_server_that_pings_is_never_pinged) {
  Liveness liveness = alive(pings_us(seconds(45)), Millis{50});
  EXPECT_FALSE(liveness.probe(kDefaults, at(1'000)));
  EXPECT_EQ(liveness.tick(kDefaults, at(44'999)), Verdict::Alive);
  EXPECT_EQ(liveness.tick(kDefaults, at(45'000)), Verdict::Dead);
}

TEST(Liveness, A_late_Tick_gives_a_server_that_pings_another_chance) {
  Liveness liveness = alive(pings_us(seconds(45)), Millis{50});
  EXPECT_EQ(liveness.tick(kDefaults, at(3'600'000)), Verdict::Alive);
  EXPECT_EQ(liveness.deadline(), at(3'603'000));
  liveness.heard(at(3'601'000));
  EXPECT_EQ(liveness.deadline(), at(3'646'000));
}

TEST(Liveness, A_server_that_pings_may_be_silent_for_as_long_as_it_says) {
  EXPECT_EQ(alive(pings_us(seconds(600)), Millis{50}).deadline(), at(600'000));
  EXPECT_EQ(alive(pings_us(Millis{0}), Millis{50}).deadline(), at(120'000));
}

TEST(Liveness, A_silence_that_is_as_good_as_none_does_not_count) {
  EXPECT_EQ(alive(pings_us(seconds(86'400)), Millis{50}).deadline(), at(86'400'000));
  EXPECT_EQ(alive(pings_us(Millis::max()), Millis{50}).deadline(), at(120'000));
}

TEST(Liveness, A_server_may_say_how_long_an_answer_takes) {
  Heartbeat heartbeat = silence(seconds(30));
  heartbeat.answer_within = seconds(7);
  Liveness liveness = alive(heartbeat, Millis{50});
  EXPECT_EQ(liveness.tick(kDefaults, at(30'000)), Verdict::Ping);
  EXPECT_EQ(liveness.deadline(), at(37'000));
}

}  // namespace
}  // namespace oread::test
