// The broker in Reverb's mode, compared with recorded traffic of real servers.
#include <gtest/gtest.h>

#include "oread/broker/signing.hpp"
#include "support/broker_script.hpp"

namespace oread::test {
namespace {

broker::Options like_reverb() {
  broker::Options options = one_app();
  options.like = broker::Like::Reverb;
  return options;
}

constexpr const char* kNumber = R"({"user_id":7,"user_info":{"name":"Ann"}})";
constexpr const char* kText = R"({"user_id":"8","user_info":{"name":"Bob"}})";

TEST(LikeReverb, A_refused_subscription_is_error_4009_as_a_string_and_names_no_channel) {
  BrokerScript script(like_reverb());
  const auto ann = script.connect();
  for (const char* channel : {"private-x", "presence-x", "private-encrypted-x"}) {
    for (const char* auth : {"", "key:0"}) {
      script.ask_subscribe(ann, channel, auth);
      EXPECT_EQ(
          script.take(ann),
          Texts{
              R"({"event":"pusher:error","data":"{\"code\":4009,\"message\":\"Connection is unauthorized\"}"})"})
          << channel;
    }
  }
  EXPECT_EQ(script.closed_with(ann), 0);
}

TEST(LikeReverb, Numeric_user_ids_stay_numbers) {
  BrokerScript script(like_reverb());
  const auto ann = script.connect();
  const auto bob = script.connect();
  script.join(bob, "presence-x", kText);
  script.subscribe(ann, "presence-x", kNumber);
  EXPECT_EQ(
      script.take(ann),
      Texts{
          R"({"event":"pusher_internal:subscription_succeeded","data":"{\"presence\":{\"count\":2,\"ids\":[7,\"8\"],\"hash\":{\"7\":{\"name\":\"Ann\"},\"8\":{\"name\":\"Bob\"}}}}","channel":"presence-x"})"});
  script.say(ann, R"({"event":"client-a","channel":"presence-x","data":1})");
  script.hang_up(ann);
  EXPECT_EQ(
      script.take(bob),
      (Texts{
          R"({"event":"pusher_internal:member_added","data":"{\"user_id\":7,\"user_info\":{\"name\":\"Ann\"}}","channel":"presence-x"})",
          R"({"event":"client-a","data":1,"channel":"presence-x","user_id":7})",
          R"({"event":"pusher_internal:member_removed","data":"{\"user_id\":7}","channel":"presence-x"})"}));
}

TEST(LikeReverb, As_Pusher_numeric_user_ids_are_sent_as_text) {
  BrokerScript script;
  const auto bob = script.connect();
  script.join(bob, "presence-x", kText);
  const auto ann = script.connect();
  script.join(ann, "presence-x", kNumber);
  script.hang_up(ann);
  const Texts heard = script.take(bob);
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_NE(heard[0].find(R"(\"user_id\":\"7\")"), std::string::npos);
  EXPECT_NE(heard[1].find(R"(\"user_id\":\"7\")"), std::string::npos);
}

TEST(LikeReverb, Any_protocol_version_may_connect) {
  for (const char* query : {"", "protocol=4", "protocol=x&version=?"}) {
    BrokerScript script(like_reverb());
    BrokerScript::Arrival arrival;
    arrival.query = query;
    EXPECT_EQ(script.closed_with(script.arrive(arrival)), 0) << query;
    BrokerScript as_pusher;
    EXPECT_NE(as_pusher.closed_with(as_pusher.arrive(arrival)), 0) << query;
  }
}

}  // namespace
}  // namespace oread::test
