#include "broker/messages.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

TEST(Messages, Data_of_most_events_is_a_string_between_event_and_channel) {
  EXPECT_EQ(*messages::event("a\"b", R"({"n":1})", "c"),
            R"({"event":"a\"b","data":"{\"n\":1}","channel":"c"})");
  EXPECT_EQ(*messages::cache_miss("cache-c"),
            R"({"event":"pusher:cache_miss","data":"{}","channel":"cache-c"})");
  EXPECT_EQ(*messages::subscription_succeeded("c", "{}"),
            R"({"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"c"})");
  EXPECT_EQ(
      *messages::subscription_count("c", 12),
      R"({"event":"pusher_internal:subscription_count","data":"{\"subscription_count\":12}","channel":"c"})");
}

TEST(Messages, About_the_connection_name_no_channel) {
  EXPECT_EQ(
      *messages::connection_established("1.2", 120),
      R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\",\"activity_timeout\":120}"})");
  EXPECT_EQ(*messages::ping(), R"({"event":"pusher:ping","data":"{}"})");
  EXPECT_EQ(*messages::pong(), R"({"event":"pusher:pong","data":"{}"})");
}

TEST(Messages, An_error_is_an_object_with_the_code_or_null_and_the_channel_if_it_has_one) {
  EXPECT_EQ(*messages::error("no", 4009),
            R"({"event":"pusher:error","data":{"code":4009,"message":"no"}})");
  EXPECT_EQ(*messages::error("no", std::nullopt, "c"),
            R"({"event":"pusher:error","data":{"code":null,"message":"no"},"channel":"c"})");
}

TEST(Messages, An_error_in_Reverbs_format_is_a_string) {
  EXPECT_EQ(*messages::text_error("no", 4009),
            R"({"event":"pusher:error","data":"{\"code\":4009,\"message\":\"no\"}"})");
  EXPECT_EQ(*messages::text_error("no", std::nullopt),
            R"({"event":"pusher:error","data":"{\"code\":null,\"message\":\"no\"}"})");
}

TEST(Messages, A_refusal_names_its_channel_and_status) {
  EXPECT_EQ(
      *messages::subscription_error("c", "AuthError", "no", 401),
      R"({"event":"pusher:subscription_error","data":{"type":"AuthError","error":"no","status":401},"channel":"c"})");
}

TEST(Messages, A_member_keeps_the_form_of_its_id_and_info) {
  const Member number{"7", R"({"name":"Ann"})", "7"};
  EXPECT_EQ(
      *messages::member_added("c", number),
      R"({"event":"pusher_internal:member_added","data":"{\"user_id\":7,\"user_info\":{\"name\":\"Ann\"}}","channel":"c"})");
  EXPECT_EQ(
      *messages::member_removed("c", R"("7")"),
      R"({"event":"pusher_internal:member_removed","data":"{\"user_id\":\"7\"}","channel":"c"})");
}

TEST(Messages, A_client_event_passes_on_its_data_unmodified_and_only_what_it_has) {
  EXPECT_EQ(*messages::client_event("client-e", R"({"a": 1})", "c", R"("7")"),
            R"({"event":"client-e","data":{"a": 1},"channel":"c","user_id":"7"})");
  EXPECT_EQ(*messages::client_event("client-e", "", "c", ""),
            R"({"event":"client-e","channel":"c"})");
}

TEST(Messages, A_sign_in_is_confirmed_with_the_user_data_as_signed) {
  EXPECT_EQ(*messages::signin_success(R"({"id":"7"})"),
            R"({"event":"pusher:signin_success","data":{"user_data":"{\"id\":\"7\"}"}})");
}

TEST(Messages, A_watchlist_reports_only_lists_with_users) {
  EXPECT_EQ(
      *messages::watchlist_events({"a", "b"}, {}),
      R"({"event":"pusher_internal:watchlist_events","data":"{\"events\":[{\"name\":\"online\",\"user_ids\":[\"a\",\"b\"]}]}"})");
  EXPECT_EQ(
      *messages::watchlist_events({"a"}, {"b"}),
      R"({"event":"pusher_internal:watchlist_events","data":"{\"events\":[{\"name\":\"online\",\"user_ids\":[\"a\"]},{\"name\":\"offline\",\"user_ids\":[\"b\"]}]}"})");
}

}  // namespace
}  // namespace oread::broker
