// Client events: waiting, giving way to newer ones, the rate limit, refusals.
#include "channel/whispers.hpp"

#include <gtest/gtest.h>

#include "support/script.hpp"

namespace oread::test {
namespace {

in::Whisper whisper(std::uint32_t request, const char* event = "client-typing",
                    bool may_wait = true) {
  return {RequestId{request}, "private-chat", event, "{}", may_wait};
}

Options two_per_second() {
  Options options;
  options.whispers.per_second = 2;
  return options;
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
      .pass(Millis{1999})
      .whatever()
      .pass(Millis{1})
      .causes({"whisper-settled 2 timeout"});
}

TEST(Whispers, A_newer_one_of_the_same_name_takes_the_place_of_a_waiting_one) {
  Script()
      .give(in::Subscribe{"private-chat", {}})
      .whatever()
      .give(whisper(1))
      .give(whisper(2, "client-seen"))
      .give(whisper(3))
      .causes({"whisper-settled 1 superseded"})
      .give(in::Unsubscribe{"private-chat", {}})
      .causes({"whisper-settled 2 not-subscribed", "whisper-settled 3 not-subscribed",
               "channel-changed private-chat left"})
      .connected();
}

TEST(Whispers, Keep_to_the_rate_limit) {
  Script(two_per_second())
      .connected()
      .subscribed("private-chat")
      .give(whisper(1, "client-a"))
      .give(whisper(2, "client-b"))
      .whatever()
      .give(whisper(3, "client-c", false))
      .causes({"whisper-settled 3 rate-limited"})
      .give(whisper(4, "client-d"))
      .causes({})
      .pass(Millis{499})
      .causes({})
      .pass(Millis{1})
      .causes({"send-text 1 *client-d*", "whisper-settled 4"});
}

TEST(Whispers, That_cannot_be_sent_are_refused_with_the_reason) {
  Options options;
  options.whispers.bytes = 10;
  options.whispers.queue = 1;
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
      .give(in::Whisper{RequestId{5}, "private-chat", "client-a", "\"12345678901\"", true})
      .causes({"whisper-settled 5 too-large"})
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
      .causes({"connection-error server-error 4009 *"})
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006",
               "retry-scheduled 1 * link-closed 1006", "channel-changed private-chat"});
}

}  // namespace
}  // namespace oread::test
