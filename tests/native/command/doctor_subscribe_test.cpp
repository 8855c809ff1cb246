// What `oread doctor` concludes from the replies to a subscription, which are put into an
// unconnected stream.
#include "command/doctor_subscribe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::HasSubstr;
using Kind = Message::Kind;
using Json = nlohmann::json;

/// The conclusion from these messages.
Subscription replied(const std::vector<std::string>& messages) {
  Stream stream(std::chrono::seconds(0));
  for (const std::string& message : messages) {
    EXPECT_LT(message.size(), 126U);
    stream.unread() += '\x81';
    stream.unread() += static_cast<char>(message.size());
    stream.unread() += message;
  }
  return subscribe(stream, {{"channel", "a"}});
}

Subscription refused(const std::string& data) {
  return replied({R"({"event":"pusher:error","data":)" + data + "}"});
}

TEST(DoctorSubscribe, Only_the_confirmation_of_this_channel_counts) {
  const std::string confirmed = R"({"event":"pusher_internal:subscription_succeeded","channel":)";
  EXPECT_TRUE(
      replied({"not JSON", R"({"event":"x","channel":"a"})", confirmed + R"("a"})"}).confirmed);
  const Subscription other = replied({confirmed + R"("b"})"});
  EXPECT_FALSE(other.confirmed);
  EXPECT_EQ(other.end, Kind::Silence);
}

TEST(DoctorSubscribe, A_signature_is_rejected_by_code_and_without_a_code_by_the_message) {
  EXPECT_TRUE(refused(R"({"code":4009})").unauthorized);
  EXPECT_TRUE(refused(R"({"code":4009,"type":"AuthError"})").unauthorized);
  EXPECT_FALSE(refused(R"({"code":4009,"type":"Other"})").unauthorized);
  EXPECT_TRUE(refused(R"({"status":401})").unauthorized);
  EXPECT_TRUE(refused(R"({"message":"Invalid signature"})").unauthorized);
  EXPECT_FALSE(refused(R"({"code":4301,"message":"Invalid signature"})").unauthorized);
  EXPECT_FALSE(refused(R"({"message":"other"})").unauthorized);
}

TEST(DoctorSubscribe, A_refusal_tells_its_code_and_message_wherever_the_server_puts_them) {
  const Subscription by_code = refused(R"({"code":4301,"status":1,"message":"slow","error":"x"})");
  EXPECT_EQ(by_code.code, 4301);
  EXPECT_EQ(by_code.said, "slow");
  const Subscription by_status = replied(
      {R"({"event":"pusher:subscription_error","data":"{\"status\":403,\"error\":\"no\"}"})"});
  EXPECT_EQ(by_status.code, 403);
  EXPECT_EQ(by_status.said, "no");
}

TEST(DoctorSubscribe, The_data_of_a_frame_is_JSON_or_a_string_that_contains_it) {
  EXPECT_EQ(data_of(Json::parse(R"({"data":{"a":1}})")), Json({{"a", 1}}));
  EXPECT_EQ(data_of(Json::parse(R"({"data":"{\"a\":1}"})")), Json({{"a", 1}}));
  EXPECT_TRUE(data_of(Json::parse(R"({"data":"{"})")).is_discarded());
  EXPECT_TRUE(data_of(Json::parse("{}")).is_null());
  EXPECT_TRUE(data_of(Json::parse("[]")).is_null());
}

TEST(DoctorSubscribe, The_advice_names_what_came_instead_of_a_confirmation) {
  const auto wrong = [](const Subscription& answer) {
    return about_subscription(answer, "a").wrong;
  };
  EXPECT_THAT(wrong({false, false, Kind::Silence, 0, {}}), HasSubstr("does not respond"));
  EXPECT_THAT(wrong({false, false, Kind::Incomplete, 0, {}}), HasSubstr("does not respond"));
  EXPECT_THAT(wrong({false, false, Kind::End, 0, {}}), HasSubstr("dropped the connection"));
  EXPECT_THAT(wrong({false, true, Kind::Close, 4009, "no"}),
              HasSubstr("closed the connection instead of confirming a (4009: no)"));
  EXPECT_THAT(wrong({false, false, Kind::Text, 4301, {}}), HasSubstr("rate of messages"));
  EXPECT_THAT(wrong({false, true, Kind::Text, 4009, {}}), HasSubstr("without a signature (4009)"));
  EXPECT_EQ(wrong({false, false, Kind::Text, 0, {}}), "the server rejects the channel a");
}

TEST(DoctorSubscribe, Malformed_UTF_8_does_not_end_the_doctor) {
  EXPECT_EQ(dump(Json("\xff")), "\"\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace oread::command
