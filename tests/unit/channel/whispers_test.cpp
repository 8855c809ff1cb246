// Client events: waiting, replacement by newer ones, the rate limit, refusals.
#include "channel/whispers.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/pusher/server.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

in::Whisper whisper(std::uint32_t request, const char* event = "client-typing",
                    bool may_wait = true) {
  return {RequestId{request}, "private-chat", event, "{}", may_wait};
}

in::Whisper latest(std::uint32_t request, const char* event = "client-cursor") {
  return {RequestId{request}, "private-chat", event, "{}", true, true};
}

Options two_per_second() {
  Options options;
  options.whispers.per_second = 2;
  return options;
}

std::string too_many() {
  return refused(4301, "Too many client events");
}

TEST(Whispers, Are_sent_at_once_on_a_subscribed_channel) {
  Script()
      .connected()
      .subscribed("private-chat")
      .give(whisper(1))
      .causes({R"(send-text 1 {"event":"client-typing","channel":"private-chat","data":{}})",
               "whisper-settled 1"});
}

TEST(Whispers, Wait_for_the_subscription_and_no_longer_than_they_may) {
  Script()
      .connected()
      .give(in::Subscribe{"private-chat", {}})
      .whatever()
      .give(whisper(1))
      .causes({})
      .grant()
      .hear(acked("private-chat"))
      .causes({"channel-changed private-chat subscribing", "send-text 1 *subscribe*",
               "channel-changed private-chat subscribed", "subscribed private-chat",
               "send-text 1 *client-typing*", "whisper-settled 1"})
      .drop()
      .whatever()
      .give(whisper(2))
      .pass(Millis{29'999})
      .whatever()
      .pass(Millis{1})
      .causes({"whisper-settled 2 timeout"});
}

TEST(Whispers, Outlive_the_link) {
  Script()
      .connected()
      .subscribed("private-chat")
      .drop()
      .whatever()
      .give(whisper(1))
      .give(whisper(2))
      .pass(seconds(1))
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .grant()
      .whatever()
      .hear(acked("private-chat"))
      .causes({"channel-changed private-chat subscribed", "subscribed private-chat",
               "send-text 2 *client-typing*", "whisper-settled 1", "send-text 2 *client-typing*",
               "whisper-settled 2"});
}

TEST(Whispers, All_go_where_the_server_names_no_limit) {
  Script script;
  script.connected().subscribed("private-chat");
  for (std::uint32_t i = 1; i <= 200; ++i) {
    script.give(whisper(i)).causes({"send-text 1 *client-typing*", "whisper-settled *"});
  }
}

TEST(Whispers, That_coalesce_take_the_place_of_a_waiting_one_and_the_others_do_not) {
  Script()
      .give(in::Subscribe{"private-chat", {}})
      .whatever()
      .give(latest(1))
      .give(latest(2, "client-scroll"))
      .give(whisper(3, "client-cursor"))
      .give(whisper(4, "client-cursor"))
      .causes({})
      .give(latest(5))
      .causes({"whisper-settled 1 superseded"})
      .give(in::Unsubscribe{"private-chat", {}})
      .causes({"whisper-settled 4 not-subscribed", "whisper-settled 3 not-subscribed",
               "whisper-settled 2 not-subscribed", "whisper-settled 5 not-subscribed",
               "channel-changed private-chat left"})
      .connected();
}

TEST(Whispers, Keep_to_the_limit_of_the_option) {
  Script(two_per_second())
      .connected()
      .subscribed("private-chat")
      .give(whisper(1, "client-a"))
      .pass(Millis{600})
      .give(whisper(2, "client-b"))
      .whatever()
      .give(whisper(3, "client-c", false))
      .causes({"whisper-settled 3 rate-limited"})
      .give(whisper(4, "client-d"))
      .give(whisper(5, "client-e"))
      .pass(Millis{499})
      .causes({})
      .pass(Millis{1})
      .causes({"send-text 1 *client-d*", "whisper-settled 4"})
      .pass(Millis{600})
      .causes({"send-text 1 *client-e*", "whisper-settled 5"});
}

TEST(Whispers, Are_paced_from_the_start_where_the_server_is_pushers_own) {
  PusherOptions pusher = pusher_options();
  pusher.host = "ws-mt1.pusher.com";
  Script script({}, pusher_server(pusher));
  script.connected().subscribed("private-chat");
  for (std::uint32_t i = 1; i <= 11; ++i) script.give(whisper(i));
  script.whatever()
      .pass(Millis{1099})
      .causes({})
      .pass(Millis{1})
      .causes({"send-text 1 *", "whisper-settled 11"});
}

TEST(Whispers, Are_paced_once_the_server_refuses_and_what_it_refused_is_sent_again) {
  Script script;
  script.connected().subscribed("private-chat");
  script.give(whisper(1, "client-1"))
      .give(whisper(2, "client-2"))
      .give(whisper(3, "client-3"))
      .hear(too_many())
      .give(whisper(4, "client-4"))
      .hear(too_many())
      .whatever()
      .pass(Millis{1099})
      .causes({})
      .pass(Millis{1})
      .causes({"send-text 1 *client-2*", "send-text 1 *client-3*", "send-text 1 *client-4*",
               "whisper-settled 4"});
  for (std::uint32_t i = 5; i <= 12; ++i) script.give(whisper(i));
  script.whatever()
      .pass(Millis{1099})
      .causes({})
      .pass(Millis{1})
      .causes({"send-text 1 *", "whisper-settled 12"});
}

TEST(Whispers, A_server_that_still_refuses_makes_it_slower_and_nothing_is_sent_twice) {
  Script script;
  script.connected().subscribed("private-chat").give(whisper(1)).hear(too_many());
  for (std::uint32_t round = 0; round < 4; ++round) {
    // A whisper that was refused the first time is sent once more, and never again.
    script.pass(Millis{1100}).whatever().give(whisper(2 + round)).hear(too_many());
  }
  script.pass(Millis{1100})
      .whatever()
      .give(whisper(6))
      .give(whisper(7))
      .causes({"send-text 1 *", "whisper-settled 6"})
      .pass(Millis{1100})
      .causes({"send-text 1 *", "whisper-settled 7"});
}

TEST(Whispers, That_cannot_be_sent_are_refused_with_the_reason) {
  Options options;
  options.whispers.max_bytes = 64;
  options.whispers.max_wait = seconds(2);
  options.whispers.max_queue = 1;
  Script(options)
      .give(whisper(1))
      .causes({"whisper-settled 1 not-subscribed"})
      .give(in::Subscribe{"private-chat", {}})
      .give(in::Subscribe{"private-encrypted-x", {}})
      .whatever()
      .give(whisper(2, "client-a", false))
      .causes({"whisper-settled 2 not-connected"})
      .connected()
      .give(whisper(3, "client-a", false))
      .causes({"whisper-settled 3 not-subscribed"})
      .give(whisper(4, "typing"))
      .causes({"whisper-settled 4 bad-event-name"})
      .give(in::Whisper{RequestId{5}, "private-chat", "client-a", std::string(65, '1'), true})
      .causes({"whisper-settled 5 too-large"})
      .give(in::Whisper{RequestId{5}, "private-chat", "client-a", std::string(20, '1'), true})
      .causes({"whisper-settled 5 too-large"})
      .give(in::Whisper{RequestId{5}, "private-chat", "client-a", std::string(5, '1'), false})
      .causes({"whisper-settled 5 not-subscribed"})
      .give(in::Whisper{RequestId{6}, "private-encrypted-x", "client-a", "1", true})
      .causes({"whisper-settled 6 not-allowed"})
      .give(whisper(7))
      .give(whisper(8, "client-other"))
      .causes({"whisper-settled 8 rate-limited"})
      .pass(seconds(2))
      .causes({"whisper-settled 7 timeout"});
}

TEST(Whispers, Whose_data_is_no_json_or_whose_name_is_no_text_never_reach_the_wire) {
  Script script;
  script.connected().subscribed("private-chat");
  for (const char* data : {"", "NaN", "{} ,\"x\":1", "{\"a\":\"\xFF\"}", "{}}"}) {
    script.give(in::Whisper{RequestId{1}, "private-chat", "client-a", data, true})
        .causes({"whisper-settled 1 not-allowed"});
  }
  script.give(in::Whisper{RequestId{2}, "private-chat", "client-\xFF", "{}", true})
      .causes({"whisper-settled 2 bad-event-name"});
}

TEST(Whispers, A_refused_one_says_nothing_about_the_connection) {
  Script()
      .connected()
      .subscribed("private-chat")
      .give(whisper(1))
      .whatever()
      .hear(refused(4009, "The client is not a member of the specified channel."))
      .causes({"connection-error server-error 4009 *", "message pusher:error *"})
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006",
               "retry-scheduled 1 * link-closed 1006", "channel-changed private-chat"});
}

}  // namespace
}  // namespace oread::test
