// Subscriptions: acknowledgements, refusals, timeouts, names.
#include "channel/directory.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

TEST(Channels, Are_asked_for_in_the_order_of_the_first_claim_on_every_link) {
  Script()
      .give(in::Subscribe{"b", {}})
      .give(in::Subscribe{"a", {}})
      .whatever()
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(welcome())
      .causes({"connection-changed connecting connected 1.1", "channel-changed b subscribing",
               R"(send-text 1 {"event":"pusher:subscribe","data":{"channel":"b"}})",
               "channel-changed a subscribing",
               R"(send-text 1 {"event":"pusher:subscribe","data":{"channel":"a"}})"});
}

TEST(Channels, An_unanswered_subscription_is_told_once_and_tried_again_for_ever) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .whatever()
      .pass(seconds(8))
      .causes({"channel-changed tasks failed", "subscribe-failed tasks timeout true"})
      .pass(Millis{8500})
      .causes({"channel-changed tasks subscribing", "send-text 1 *subscribe*"})
      .pass(seconds(8))
      .causes({"channel-changed tasks failed"})
      .hear(acked("tasks"))
      .causes({"channel-changed tasks subscribed", "subscribed tasks"});
}

TEST(Channels, A_refusal_is_final_until_the_app_or_a_new_link_asks_again) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .whatever()
      .hear(frame("pusher:subscription_error",
                  {{"type", "AuthError"}, {"error", "no"}, {"status", 401}}, "tasks"))
      .causes({"channel-changed tasks failed",
               R"(subscribe-failed tasks subscribe-refused 401 no {"error":"no",*)"})
      .pass(seconds(20))
      .causes({})
      .give(in::Subscribe{"tasks", {}})
      .causes({"channel-changed tasks subscribing", "send-text 1 *subscribe*"});
}

TEST(Channels, A_server_that_fails_is_asked_again_and_told_once) {
  const auto failing =
      frame("pusher:subscription_error",
            {{"type", "AuthError"}, {"error", "oops"}, {"status", 502}}, "private-a");
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .grant()
      .whatever()
      .hear(failing)
      .causes({"channel-changed private-a failed",
               R"(subscribe-failed private-a subscribe-refused 502 oops true {"error":"oops",*)"})
      .pass(seconds(1))
      .causes({"channel-changed private-a authorizing", "authorize *"})
      .grant()
      .whatever()
      .hear(failing)
      .causes({"channel-changed private-a failed"})
      .pass(seconds(2))
      .causes({"channel-changed private-a authorizing", "authorize *"})
      .grant()
      .whatever()
      .hear(acked("private-a"))
      .causes({"channel-changed private-a subscribed", "subscribed private-a"})
      .pass(seconds(20))
      .causes({});
}

TEST(Channels, An_acknowledgement_of_an_ended_subscription_does_not_revive_a_refused_channel) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .grant()
      .give(in::Unsubscribe{"private-a", {}})
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::AuthAnswered{RequestId{2}, 403, false, 0, {}})
      .causes({"channel-changed private-a failed", "subscribe-failed private-a auth-* 403*"})
      .hear(acked("private-a"))
      .causes({});
}

TEST(Channels, Names_that_cannot_be_are_refused_at_once) {
  Options options;
  options.limits.channels = 1;
  const std::string too_long(4097, 'x');
  Script(options)
      .connected()
      .give(in::Subscribe{"", {}})
      .causes({"subscribe-failed bad-channel-name"})
      .give(in::Subscribe{"tasks\xFF", {}})
      .causes({"subscribe-failed tasks* bad-channel-name"})
      .give(in::Subscribe{"#server-to-user-7", {}})
      .causes({"subscribe-failed #server-to-user-7 bad-channel-name"})
      .give(in::Subscribe{too_long, {}})
      .causes({"subscribe-failed xxx* bad-channel-name"})
      .subscribed("tasks")
      .give(in::Subscribe{"one-too-many", {}})
      .causes({"subscribe-failed one-too-many too-large"})
      .give(in::Subscribe{"tasks", {}})
      .causes({});
}

TEST(Channels, A_refusal_without_a_name_is_about_the_signed_one_that_has_waited_longest) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .give(in::Subscribe{"private-a", {}})
      .give(in::Subscribe{"private-b", {}})
      .grant()
      .grant()
      .whatever()
      .hear(refused(4009, "Connection is unauthorized"))
      .causes({"channel-changed private-a failed",
               "subscribe-failed private-a auth-rejected 4009 Connection is unauthorized",
               "connection-error server-error 4009 Connection is unauthorized",
               "message pusher:error *"})
      .hear(acked("private-b"))
      .whatever()
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006",
               "retry-scheduled 1 * link-closed 1006", "channel-changed tasks",
               "channel-changed private-a", "channel-changed private-b"});
}

TEST(Channels, A_refusal_without_a_name_is_about_an_unsigned_one_when_no_other_waits) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .whatever()
      .hear(refused(0, "The channel name is too long"))
      .causes({"channel-changed tasks failed",
               "subscribe-failed tasks subscribe-refused The channel name is too long",
               "connection-error server-error The channel name is too long",
               "message pusher:error *"});
}

TEST(Channels, A_timeout_says_what_the_server_last_complained_of) {
  Script()
      .connected()
      .hear(refused(4301, "An older complaint"))
      .pass(Millis{1})
      .give(in::Subscribe{"older", {}})
      .whatever()
      .pass(seconds(8))
      .causes({"channel-changed older failed", "subscribe-failed older timeout true"})
      .give(in::Subscribe{"tasks", {}})
      .hear(refused(4301, "Rate limit exceeded"))
      .whatever()
      .give(in::Unsubscribe{"older", {}})
      .whatever()
      .pass(seconds(8))
      .causes({"channel-changed tasks failed",
               "subscribe-failed tasks timeout 4301 Rate limit exceeded true"});
}

TEST(Channels, An_acknowledgement_belongs_to_the_oldest_request) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .give(in::Unsubscribe{"tasks", {}})
      .give(in::Subscribe{"tasks", {}})
      .whatever()
      .hear(acked("tasks"))
      .causes({})
      .hear(acked("tasks"))
      .causes({"channel-changed tasks subscribed", "subscribed tasks"})
      .hear(acked("tasks"))
      .causes({"subscribed tasks"});
}

TEST(Channels, So_does_a_refusal_with_or_without_a_name) {
  const auto signed_in_vain = [](Script& script) -> Script& {
    return script.connected()
        .give(in::Subscribe{"private-a", {}})
        .grant()
        .give(in::Unsubscribe{"private-a", {}})
        .give(in::Subscribe{"private-a", {}})
        .grant()
        .whatever();
  };
  Script named;
  signed_in_vain(named)
      .hear(frame("pusher:subscription_error", {{"error", "no"}}, "private-a"))
      .causes({})
      .hear(acked("private-a"))
      .causes({"channel-changed private-a subscribed", "subscribed private-a"});
  Script unnamed;
  signed_in_vain(unnamed)
      .hear(refused(4009, "Connection is unauthorized"))
      .causes({"connection-error server-error 4009 *", "message pusher:error *"})
      .hear(acked("private-a"))
      .causes({"channel-changed private-a subscribed", "subscribed private-a"});
}

TEST(Channels, An_acknowledgement_of_who_has_left_is_nobodys) {
  Script()
      .connected()
      .give(in::Subscribe{"presence-room", {}})
      .grant()
      .give(in::Unsubscribe{"presence-room", {}})
      .whatever()
      .hear(acked("presence-room", roster({{"7", nullptr}})))
      .causes({})
      .give(in::Subscribe{"presence-room", {}})
      .grant()
      .whatever()
      .hear(acked("presence-room", roster({{"8", nullptr}})))
      .causes({"channel-changed presence-room subscribed", "subscribed presence-room 8 null"});
}

TEST(Channels, Events_of_the_server_itself_reach_the_app) {
  Script()
      .connected()
      .subscribed("tasks")
      .hear(frame("pusher:news", {{"n", 1}}, "tasks"))
      .causes({R"(message tasks pusher:news {"n":1})"})
      .hear(frame("pusher:news", {{"n", 2}}))
      .causes({R"(message pusher:news {"n":2})"})
      .hear(R"({"event":"pusher:error","channel":"tasks","data":{"code":4301,"more":true}})")
      .causes({"connection-error server-error 4301",
               R"(message tasks pusher:error {"code":4301,"more":true})"})
      .hear(R"({"event":"pusher:pong","data":{}})")
      .hear(frame("pusher_internal:news", {{"n", 3}}, "tasks"))
      .causes({});
}

TEST(Channels, What_the_server_says_with_a_success_is_handed_on) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .whatever()
      .hear(acked("tasks", {{"n", 1}}))
      .causes({"channel-changed tasks subscribed", R"(subscribed tasks {"n":1})"});
}

TEST(Channels, Events_of_channels_that_nobody_holds_are_told_but_make_no_route) {
  Script()
      .connected()
      .hear(frame("E", "1", "stranger"))
      .causes({"message stranger E 1"})
      .hear(frame("E", "1"))
      .causes({"message E 1"})
      .hear(acked("stranger"))
      .causes({});
}

TEST(Channels, Events_before_the_acknowledgement_are_told_and_a_second_one_harms_nobody) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", {}})
      .whatever()
      .hear(frame("E", "1", "tasks"))
      .causes({"message tasks E 1"})
      .hear(acked("tasks"))
      .causes({"channel-changed tasks subscribed", "subscribed tasks"})
      .hear(acked("tasks"))
      .causes({"subscribed tasks"});
}

TEST(Channels, Counts_are_told) {
  Script()
      .connected()
      .subscribed("tasks")
      .hear(frame("pusher_internal:subscription_count", {{"subscription_count", 3}}, "tasks"))
      .causes({"subscription-count tasks 3"});
}

TEST(Routes, Are_given_once_and_withdrawn_together) {
  const std::string text = R"({"event":"E","data":"1","channel":"tasks"})";
  Script()
      .connected()
      .subscribed("tasks")
      .subscribed("notes")
      .hear(text)
      .causes({R"(add-route 1 tasks E {"event":"E","data":" ","channel":"tasks"})",
               "message tasks E 1"})
      .hear(text)
      .causes({"message tasks E 1"})
      .give(in::Unsubscribe{"notes", {}})
      .causes({"send-text 1 *unsubscribe*", "drop-routes", "channel-changed notes left"})
      .hear(text)
      .causes({"add-route 1 *", "message tasks E 1"})
      .drop()
      .causes(
          {"connection-changed *", "retry-scheduled *", "drop-routes", "channel-changed tasks"});
}

TEST(Routes, Are_never_given_for_cache_and_encrypted_channels_nor_without_bound) {
  Options options;
  options.limits.routes = 2;
  Script(options)
      .connected()
      .subscribed("cache-news")
      .subscribed("tasks")
      .hear(frame("E", "1", "cache-news"))
      .causes({"message cache-news E 1"})
      .hear(frame("A", "1", "tasks"))
      .hear(frame("B", "1", "tasks"))
      .hear(frame("C", "1", "tasks"))
      .causes({"add-route *", "message tasks A 1", "add-route *", "message tasks B 1",
               "message tasks C 1"});
}

}  // namespace
}  // namespace oread::test
