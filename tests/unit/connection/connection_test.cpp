#include "connection/connection.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/pusher/server.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

TEST(Connection, Connects_once_and_greets) {
  Script()
      .give(in::Connect{})
      .causes({"open-link 1 wss://ws.test:443/app/app-key?protocol=7&client=oread&version=*",
               "connection-changed connecting"})
      .give(in::Connect{})
      .causes({})
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .hear(welcome("12.34"))
      .causes({"connection-changed connecting connected 12.34"})
      .hear(welcome("56.78"))
      .causes({});
}

TEST(Connection, Comes_back_after_a_drop_with_full_jitter) {
  Script()
      .connected()
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006",
               "retry-scheduled 1 * link-closed 1006"})
      .pass(Millis{500})
      .causes({"open-link 2 *"});
}

TEST(Connection, Stops_when_the_server_says_that_there_is_no_point) {
  Script()
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .drop(4009)
      .causes({"connection-changed connecting disconnected link-closed 4009"})
      .pass(seconds(600))
      .causes({});
  Script()
      .connected()
      .drop(4001)
      .causes({"connection-changed connected disconnected link-closed 4001"})
      .pass(seconds(600))
      .causes({});
}

TEST(Connection, Notices_a_half_open_link_within_activity_timeout_and_ten_seconds) {
  Script()
      .connected()
      .pass(seconds(30))
      .causes({R"(send-text 1 {"event":"pusher:ping","data":{}})"})
      .pass(seconds(3))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent 33000",
               "retry-scheduled 1 * silent"});
}

TEST(Connection, Never_gives_up_and_never_waits_longer_than_the_ceiling) {
  Options options;
  options.reconnect.max_delay = seconds(2);
  World world(options);
  world.give(in::Connect{});
  int attempts = 0;
  Millis longest{0};
  for (int i = 0; i < 200; ++i) {
    for (const Effect& effect : world.give(in::LinkClosed{world.link(), 1006, {}})) {
      const auto* news = std::get_if<effect::Announce>(&effect);
      const auto* retry =
          news == nullptr ? nullptr : std::get_if<event::RetryScheduled>(&news->event);
      if (retry == nullptr) continue;
      ++attempts;
      EXPECT_EQ(retry->attempt, static_cast<std::uint32_t>(attempts));
      longest = std::max(longest, retry->in);
    }
    world.pass(seconds(2));
    ASSERT_TRUE(world.link()) << "no attempt " << i;
  }
  EXPECT_EQ(attempts, 200);
  EXPECT_LE(longest, seconds(2));
  EXPECT_GE(longest, seconds(1)) << "full jitter over 200 tries comes near its ceiling";
}

TEST(Connection, Gives_up_when_it_is_told_to) {
  Options options;
  options.reconnect.give_up_after = 1;
  Script(options)
      .give(in::Connect{})
      .whatever()
      .drop()
      .causes({"retry-scheduled 1 * link-failed 1006"})
      .pass(seconds(1))
      .causes({"open-link 2 *"})
      .drop()
      .causes({"connection-changed connecting disconnected link-failed 1006 *"});
}

TEST(Connection, The_backoff_starts_anew_only_after_a_healthy_time) {
  Script()
      .connected()
      .pass(Millis{4999})
      .drop()
      .causes({"connection-changed *", "retry-scheduled 1 *"})
      .pass(Millis{500})
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .whatever()
      .drop()
      .causes({"connection-changed *", "retry-scheduled 2 *"})
      .pass(Millis{700})
      .give(in::LinkOpened{LinkId{3}})
      .hear(welcome("3.3"))
      .whatever()
      .pass(seconds(5))
      .drop()
      .causes({"connection-changed *", "retry-scheduled 1 *"});
}

TEST(Connection, An_attempt_that_takes_too_long_is_given_up) {
  Script()
      .give(in::Connect{})
      .whatever()
      .pass(seconds(8))
      .causes({"close-link 1 1000", "retry-scheduled 1 * timeout"})
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .pass(Millis{500})
      .causes({"open-link 2 *"})
      .give(in::LinkOpened{LinkId{2}})
      .pass(Millis{7600})
      .causes({"connection-changed connecting unavailable timeout 10000"})
      .pass(Millis{200})
      .causes({"close-link 2 1000", "retry-scheduled 2 * timeout", "*"});
}

TEST(Connection, A_close_code_4100_backs_off_for_a_second_at_least) {
  Script()
      .connected()
      .drop(4100)
      .whatever()
      .pass(Millis{999})
      .causes({})
      .pass(Millis{501})
      .causes({"open-link 2 *"});
}

TEST(Connection, A_close_code_4200_is_obeyed_within_a_second_and_repeated_ones_back_off) {
  Options options;
  options.reconnect.prompt_max = Millis{0};
  Script(options)
      .connected()
      .drop(4200)
      .causes({"connection-changed *", "retry-scheduled 1 link-closed 4200"})
      .pass(Millis{0})
      .causes({"open-link 2 *"})
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .whatever()
      .drop(4200)
      .causes({"connection-changed *", "retry-scheduled 2 * link-closed 4200"});
}

TEST(Connection, An_error_frame_right_before_a_bare_close_stands_for_its_code) {
  Script()
      .connected()
      .hear(refused(4201, "Pong reply not received in time"))
      .causes({"connection-error server-error 4201 Pong reply not received in time",
               "message pusher:error *"})
      .pass(Millis{1000})
      .drop()
      .causes({"connection-changed connected reconnecting server-error 4201 *",
               "retry-scheduled 1 * server-error 4201 *"});
}

TEST(Connection, An_error_frame_long_before_a_bare_close_does_not) {
  Script()
      .connected()
      .hear(refused(4001, "Application does not exist"))
      .whatever()
      .pass(Millis{1001})
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006 1001",
               "retry-scheduled 1 * link-closed 1006"});
}

TEST(Connection, An_error_frame_that_only_warns_never_stands_for_a_close_code) {
  for (const int code : {4301, 4302}) {
    Script()
        .connected()
        .hear(refused(code, "too much"))
        .whatever()
        .drop()
        .causes({"connection-changed connected reconnecting link-closed 1006",
                 "retry-scheduled 1 * link-closed 1006"});
  }
}

TEST(Connection, A_real_close_code_counts_more_than_an_error_frame) {
  Script()
      .connected()
      .hear(refused(4001, "no"))
      .whatever()
      .drop(4200)
      .causes({"connection-changed connected reconnecting link-closed 4200",
               "retry-scheduled 1 * link-closed 4200"});
}

TEST(Connection, A_refused_handshake_is_closed_by_us_and_told_once) {
  Script()
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(refused(4001, "Application does not exist"))
      .causes(
          {"close-link 1 1000", "connection-changed connecting disconnected server-error 4001 *"})
      .give(in::LinkClosed{LinkId{1}, 1006, {}})
      .causes({});
}

TEST(Connection, A_refused_handshake_is_obeyed_as_a_close_code_and_without_one_backs_off) {
  Script()
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(refused(4100, "Over capacity"))
      .whatever()
      .pass(Millis{999})
      .causes({})
      .pass(Millis{501})
      .causes({"open-link 2 *"})
      .give(in::LinkOpened{LinkId{2}})
      .hear(R"({"event":"pusher:error","data":{"message":"no"}})")
      .causes({"close-link 2 1000", "retry-scheduled 2 * server-error no"});
}

TEST(Connection, A_device_comes_back_slowly_after_a_code_that_says_stop) {
  Options options;
  options.reconnect.on_fatal = OnFatal::RetrySlowly;
  Script(options)
      .connected()
      .drop(4001)
      .causes({"connection-changed connected reconnecting link-closed 4001",
               "retry-scheduled 1 * link-closed 4001"})
      .pass(Millis{149'999})
      .causes({"connection-changed reconnecting unavailable *"})
      .give(in::Woke{WakeReason::Asked})
      .causes({"open-link 2 *"});
}

TEST(Connection, Garbage_instead_of_a_greeting_ends_the_attempt) {
  for (const char* text : {"nope", "{}", R"({"event":"E","channel":"c"})",
                           R"({"event":"pusher:connection_established","data":"{}"})",
                           R"({"event":"pusher_internal:subscription_succeeded","channel":"c"})"}) {
    Script()
        .give(in::Connect{})
        .give(in::LinkOpened{LinkId{1}})
        .whatever()
        .hear(text)
        .causes({"connection-error bad-handshake *", "close-link 1 1000",
                 "retry-scheduled 1 * bad-handshake *"});
  }
}

TEST(Connection, Garbage_on_a_live_link_is_told_and_passed_over) {
  Options options;
  options.limits.message_bytes = 1024;
  Script(options)
      .connected()
      .hear("nope")
      .causes({"connection-error bad-frame not a Pusher frame"})
      .hear(frame("E", std::string(2000, 'x'), "c"))
      .causes({"connection-error bad-frame too large"})
      // A host that withholds the text, because it knows the limit.
      .give(in::LinkText{LinkId{1}, {}, true})
      .causes({"connection-error bad-frame too large"})
      .hear(frame("E", "1", "c"))
      .causes({"message c E 1"});
}

TEST(Connection, Texts_before_the_link_is_open_are_dropped) {
  Script()
      .give(in::Connect{})
      .whatever()
      .hear(R"({"event":"pusher:ping"})")
      .hear(refused(4001, "no"))
      .hear("nope")
      .causes({})
      .give(in::LinkOpened{LinkId{1}})
      .hear(welcome())
      .causes({"connection-changed connecting connected 1.1"});
}

TEST(Connection, News_of_dead_links_are_dropped) {
  Script()
      .connected()
      .drop()
      .pass(Millis{500})
      .whatever()
      .give(in::LinkText{LinkId{1}, welcome("9.9")})
      .give(in::LinkClosed{LinkId{1}, 4001, {}})
      .give(in::LinkOpened{LinkId{1}})
      .give(in::LinkOpened{LinkId{7}})
      .give(in::LinkText{LinkId{0}, welcome("9.9")})
      .give(in::LinkClosed{LinkId{0}, 4001, {}})
      .causes({});
}

TEST(Connection, Is_unavailable_after_ten_seconds_without_success) {
  Options options;
  options.reconnect.attempt_timeout = seconds(60);
  Script(options)
      .give(in::Connect{})
      .whatever()
      .pass(seconds(10))
      .causes({"connection-changed connecting unavailable timeout 10000"})
      .give(in::LinkOpened{LinkId{1}})
      .hear(welcome())
      .causes({"connection-changed unavailable connected 1.1"});
}

TEST(Connection, A_wake_up_brings_the_next_attempt_forward_but_makes_no_flood) {
  Options options;
  options.reconnect.initial_delay = seconds(20);
  options.seed = 3;
  Script(options)
      .connected()
      .pass(seconds(6))
      .drop()
      .whatever()
      .give(in::Woke{WakeReason::Visible})
      .causes({"open-link 2 *"})
      .drop()
      .whatever()
      .give(in::Woke{WakeReason::Visible})
      .give(in::Woke{WakeReason::Asked})
      .causes({})
      .pass(seconds(1))
      .causes({"open-link 3 *"});
}

TEST(Connection, A_suspended_page_closes_cleanly_and_is_back_at_once) {
  Script()
      .connected()
      .give(in::Suspended{})
      .causes({"close-link 1 1000", "connection-changed connected reconnecting suspended"})
      .pass(seconds(3600))
      .causes({})
      .give(in::OnlineChanged{false})
      .give(in::OnlineChanged{true})
      .causes({})
      .give(in::Woke{WakeReason::Resumed})
      .causes({"open-link 2 *"});
}

TEST(Connection, Disconnect_ends_everything_at_once) {
  Script()
      .give(in::Disconnect{})
      .causes({})
      .connected()
      .give(in::Disconnect{})
      .causes({"close-link 1 1000", "connection-changed connected disconnected stopped"})
      .give(in::Suspended{})
      .give(in::Woke{WakeReason::Visible})
      .give(in::OnlineChanged{false})
      .pass(seconds(600))
      .causes({})
      .give(in::Connect{})
      .causes({"open-link 2 *", "connection-changed disconnected connecting *"});
}

TEST(Connection, Disconnect_while_waiting_cancels_the_attempt_and_connect_begins_a_fresh_one) {
  Script()
      .connected()
      .drop()
      .whatever()
      .give(in::Disconnect{})
      .causes({"connection-changed reconnecting disconnected stopped"})
      .pass(seconds(600))
      .causes({})
      .give(in::Connect{})
      .give(in::Disconnect{})
      .give(in::Connect{})
      .causes({"open-link 2 *", "connection-changed disconnected connecting *", "close-link 2 1000",
               "connection-changed connecting disconnected stopped", "open-link 3 *",
               "connection-changed disconnected connecting"})
      .give(in::LinkOpened{LinkId{2}})
      .give(in::LinkText{LinkId{2}, welcome("9.9")})
      .causes({});
}

TEST(Connection, Time_that_goes_backwards_harms_nobody) {
  Engine engine(Options{}, make_pusher(pusher_options()));
  const Time start{Millis{100'000}};
  (void)engine.handle(in::Connect{}, start);
  (void)engine.handle(in::LinkOpened{LinkId{1}}, start + Millis{10});
  (void)engine.handle(in::LinkText{LinkId{1}, welcome()}, start - seconds(50));
  EXPECT_EQ(engine.status(), ConnectionStatus::Connected);
  EXPECT_TRUE(engine.handle(in::Tick{}, Time{}).empty());
  EXPECT_EQ(engine.deadline(), start + Millis{10} + seconds(30));
}

}  // namespace
}  // namespace oread::test
