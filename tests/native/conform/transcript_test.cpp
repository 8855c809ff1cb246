#include "conform/transcript.hpp"

#include <gtest/gtest.h>

#include "oread/trace.hpp"

namespace oread::conform {
namespace {

using Kind = LogEntry::Kind;

constexpr const char* kGreeting =
    R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\",\"activity_timeout\":120}"})";

std::vector<std::string> effects(const trace::Transcript& transcript, const std::string& kind) {
  std::vector<std::string> out;
  for (const auto& step : transcript.steps) {
    for (const std::string& each : step.effects) {
      if (each.find(R"("kind":")" + kind + "\"") != std::string::npos) out.push_back(each);
    }
  }
  return out;
}

trace::Transcript read(const NamedTranscript& one) {
  const auto out = trace::read(one.text);
  EXPECT_TRUE(out.ok()) << out.error().text;
  return out.value();
}

TEST(Transcript, A_conversation_with_a_server_is_played_to_our_engine) {
  Case about;
  about.id = "SS-05/presence";
  about.title = "A case";
  Outcome outcome;
  outcome.log = {
      {Kind::Open, Millis(0), "A", "/app/key?protocol=7"},
      {Kind::Received, Millis(5), "A", kGreeting},
      {Kind::Sent, Millis(6), "A",
       R"({"event":"pusher:subscribe","data":{"channel":"private-x","auth":"key:right"}})"},
      {Kind::Received, Millis(9), "A",
       R"({"event":"pusher_internal:subscription_succeeded","channel":"private-x","data":"{}"})"},
      {Kind::Received, Millis(12), "A", R"({"event":"news","channel":"private-x","data":"{}"})"},
      {Kind::Closed, Millis(500), "A", "by the server, 4200 bye"},
  };
  const auto all = transcripts_of(about, outcome, {"1", "key", "secret"});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].file, "SS-05-presence-A.json");
  const auto transcript = read(all[0]);
  EXPECT_EQ(effects(transcript, "message").size(), 1U);
  EXPECT_EQ(effects(transcript, "subscribed").size(), 1U);
  ASSERT_FALSE(effects(transcript, "send-text").empty());
  EXPECT_NE(effects(transcript, "send-text")[0].find("key:right"), std::string::npos);
  EXPECT_EQ(effects(transcript, "retry-scheduled").size(), 1U);
}

TEST(Transcript, What_a_server_did_to_a_client_is_played_to_our_engine) {
  Case about;
  about.id = "CE-01";
  about.about_client = true;
  Outcome outcome;
  outcome.log = {
      {Kind::Request, Millis(0), "", R"({"cmd":"new","key":"app-key"})"},
      {Kind::Request, Millis(0), "", R"({"cmd":"subscribe","ch":"private-a"})"},
      {Kind::Request, Millis(0), "", R"({"cmd":"connect"})"},
      {Kind::Open, Millis(1), "S", "GET /app/app-key HTTP/1.1"},
      {Kind::Received, Millis(2), "S", kGreeting},
      {Kind::Request, Millis(3), "auth", "/auth {}"},
      {Kind::Answer, Millis(4), "auth", "403 "},
      {Kind::Closed, Millis(5), "S", "refused with HTTP 500"},
  };
  const auto all = transcripts_of(about, outcome, {});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].file, "CE-01.json");
  const auto transcript = read(all[0]);
  EXPECT_EQ(effects(transcript, "authorize").size(), 1U);
  EXPECT_EQ(effects(transcript, "subscribe-failed").size(), 1U);
}

TEST(Transcript, What_is_not_a_conversation_is_left_out) {
  Case about;
  about.id = "SE-01";
  Outcome outcome;
  outcome.log = {
      {Kind::Note, Millis(0), "", "a note"},
      {Kind::Open, Millis(0), "A", ""},
      {Kind::Received, Millis(0), "A", "not json"},
      {Kind::Sent, Millis(0), "A", R"({"event":"pusher:subscribe","data":17})"},
      {Kind::Sent, Millis(0), "A", "\xff\xfe"},
      {Kind::Closed, Millis(900'000), "A", "by us, without a close frame"},
  };
  const auto all = transcripts_of(about, outcome, {"", std::string(300, 'k'), ""});
  ASSERT_EQ(all.size(), 1U);
  read(all[0]);
}

}  // namespace
}  // namespace oread::conform
