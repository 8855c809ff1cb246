#include "broker/access.hpp"

#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using namespace std::chrono_literals;
using broker::AccessId;
using broker::effect::AskAccess;

broker::Options with_endpoint() {
  broker::Options options = one_app();
  options.apps[0].auth_endpoint = "https://app.example/broadcasting/auth";
  return options;
}

constexpr const char* kSucceeded = R"({"event":"pusher_internal:subscription_succeeded",)";

class Access : public testing::Test {
 protected:
  /// The only question since the last one.
  AskAccess question() {
    EXPECT_EQ(script.asked.size(), 1U);
    if (script.asked.empty()) return {};
    AskAccess out = script.asked.front();
    script.asked.clear();
    return out;
  }
  void answer(const AskAccess& to, std::uint16_t status, const std::string& body) {
    script.give(broker::in::AccessAnswered{to.access, status, body});
  }
  /// The only message to the client.
  std::string heard() {
    const Texts texts = script.take(who);
    EXPECT_EQ(texts.size(), 1U);
    return texts.empty() ? std::string() : texts.front();
  }
  bool is_member() {
    script.publish("private-x", "e", "1");
    return !script.take(who).empty();
  }

  BrokerScript script{with_endpoint()};
  ConnectionId who = script.connect();
};

TEST_F(Access, The_endpoint_is_asked_with_what_the_client_sent) {
  script.ask_subscribe(who, "private-x", "Bearer abc.def");
  const AskAccess asked = question();
  EXPECT_EQ(asked.url, "https://app.example/broadcasting/auth");
  EXPECT_EQ(asked.channel, "private-x");
  EXPECT_EQ(asked.connection, who);
  EXPECT_EQ(asked.socket_id, script.socket_id(who));
  EXPECT_EQ(asked.authorization, "Bearer abc.def");
  EXPECT_TRUE(asked.with_cookies);
  EXPECT_TRUE(script.take(who).empty());
  EXPECT_FALSE(is_member());
}

TEST_F(Access, Without_credentials_only_cookies_are_sent) {
  for (const char* auth : {"", "session"}) {
    script.ask_subscribe(who, std::string("private-") + auth, auth);
    EXPECT_EQ(question().authorization, "");
  }
}

TEST_F(Access, Cookies_of_a_strangers_page_are_not_sent) {
  const auto asks_with_cookies = [&](const BrokerScript::Arrival& arrival) {
    const ConnectionId client = script.arrive(arrival);
    script.ask_subscribe(client, "private-x");
    return question().with_cookies;
  };
  EXPECT_TRUE(asks_with_cookies({.origin = "http://app.example:8000", .host = "app.example:6001"}));
  EXPECT_FALSE(asks_with_cookies({.origin = "https://evil.example", .host = "app.example"}));
  EXPECT_FALSE(asks_with_cookies({.origin = "https://evil.example"}));
}

TEST_F(Access, A_refusal_without_cookies_says_that_they_were_not_sent) {
  const ConnectionId stranger =
      script.arrive({.origin = "https://other.example", .host = "app.example"});
  script.take(stranger);
  script.ask_subscribe(stranger, "private-x");
  answer(question(), 403, "");
  EXPECT_NE(script.take(stranger).front().find("it was sent no cookies"), std::string::npos);
}

TEST_F(Access, A_refusal_of_credentials_does_not_speak_of_cookies) {
  const ConnectionId stranger =
      script.arrive({.origin = "https://other.example", .host = "app.example"});
  script.take(stranger);
  script.ask_subscribe(stranger, "private-x", "Bearer t");
  answer(question(), 403, "");
  EXPECT_EQ(script.take(stranger).front().find("cookies"), std::string::npos);
}

TEST_F(Access, True_and_any_object_open_a_private_channel) {
  for (const char* body :
       {"true", " true\n", R"({"auth":"key:5f"})", R"({"channel_data":{}})", "{}"}) {
    script.ask_subscribe(who, "private-x");
    answer(question(), 200, body);
    EXPECT_EQ(heard().find(kSucceeded), 0U) << body;
    EXPECT_TRUE(is_member());
    script.unsubscribe(who, "private-x");
  }
}

TEST_F(Access, Nothing_else_opens_it) {
  for (const char* body :
       {"", "false", "null", "1", "\"true\"", "[]", "true true", "<!doctype html>",
        R"({"channel_data":1,"channel_data":2})", "{", "\xff"}) {
    script.ask_subscribe(who, "private-x");
    answer(question(), 200, body);
    EXPECT_NE(heard().find("must return JSON: true, or an object\",\"status\":502"),
              std::string::npos)
        << body;
    EXPECT_FALSE(is_member()) << body;
  }
}

TEST_F(Access, Each_status_is_told_with_what_it_means) {
  struct Row {
    std::uint16_t status;
    std::uint16_t told;
    const char* text;
  };
  for (const Row& row : {Row{0, 502, "The auth endpoint cannot be reached"},
                         Row{302, 302,
                             "The auth endpoint redirects (302): the user is not signed "
                             "in, or it is not the address of one"},
                         Row{401, 401, "The auth endpoint refuses this channel (401)"},
                         Row{403, 403, "The auth endpoint refuses this channel (403)"},
                         Row{419, 419, "The auth endpoint fails (419)"},
                         // Not decided: clients ask again after 5xx.
                         Row{408, 503, "The auth endpoint asks to wait (408)"},
                         Row{429, 503, "The auth endpoint asks to wait (429)"},
                         Row{500, 500, "The auth endpoint fails (500)"}}) {
    script.ask_subscribe(who, "private-x");
    // The body of a failure does not count.
    answer(question(), row.status, "true");
    EXPECT_EQ(heard(),
              R"({"event":"pusher:subscription_error","data":{"type":"AuthError","error":")" +
                  std::string(row.text) + R"(","status":)" + std::to_string(row.told) +
                  R"(},"channel":"private-x"})");
    EXPECT_FALSE(is_member());
  }
}

TEST_F(Access, A_presence_channel_has_the_member_of_the_answer) {
  struct Row {
    const char* body;
    const char* member;
  };
  for (const Row& row :
       {Row{R"({"channel_data":{"user_id":1,"user_info":{"name":"Ada"}}})",
            R"("hash":{"1":{"name":"Ada"}})"},
        Row{R"({"auth":"key:5f","channel_data":"{\"user_id\":\"2\",\"user_info\":[]}"})",
            R"("hash":{"2":[]})"}}) {
    // What the client says about itself does not count.
    script.ask_subscribe(who, "presence-x", "", R"({"user_id":"boss"})");
    answer(question(), 200, row.body);
    const std::string said = heard();
    EXPECT_EQ(said.find(kSucceeded), 0U) << said;
    std::string escaped;
    for (const char* c = row.member; *c != '\0'; ++c) {
      if (*c == '"') escaped += '\\';
      escaped += *c;
    }
    EXPECT_NE(said.find(escaped), std::string::npos) << said;
    script.unsubscribe(who, "presence-x");
  }
}

TEST_F(Access, A_presence_channel_needs_a_member) {
  for (const char* body : {"true", "{}", R"({"channel_data":{}})", R"({"channel_data":"x"})",
                           R"({"channel_data":{"user_id":""}})"}) {
    script.ask_subscribe(who, "presence-x", "", R"({"user_id":"boss"})");
    answer(question(), 200, body);
    EXPECT_NE(heard().find("PresenceError"), std::string::npos) << body;
    EXPECT_EQ(script.broker.counts().subscriptions, 0U);
  }
}

TEST_F(Access, The_signed_in_user_is_not_the_member_that_the_endpoint_means) {
  script.sign_in(who, R"({"id":"7"})");
  script.take(who);
  for (const char* body : {"true", "{}", R"({"channel_data":7})"}) {
    script.ask_subscribe(who, "presence-x");
    answer(question(), 200, body);
    EXPECT_NE(heard().find("must return the member in channel_data\",\"status\":502"),
              std::string::npos)
        << body;
  }
}

TEST_F(Access, A_signature_is_checked_and_not_asked_about) {
  script.join(who, "private-x");
  script.ask_subscribe(who, "private-y", "key:" + std::string(64, '0'));
  EXPECT_NE(heard().find("The auth signature is invalid"), std::string::npos);
  EXPECT_TRUE(script.asked.empty());
}

TEST_F(Access, Open_and_encrypted_channels_and_those_of_a_user_are_not_asked_about) {
  for (const char* channel : {"news", "private-encrypted-x", "#server-to-user-1"}) {
    script.ask_subscribe(who, channel, "Bearer x");
  }
  EXPECT_TRUE(script.asked.empty());
}

TEST_F(Access, An_app_without_an_endpoint_needs_signatures) {
  BrokerScript other;
  const ConnectionId client = other.connect();
  other.ask_subscribe(client, "private-x", "Bearer abc");
  EXPECT_NE(other.take(client).front().find("The auth signature is invalid"), std::string::npos);
  EXPECT_TRUE(other.asked.empty());
}

TEST_F(Access, What_cannot_be_a_header_is_refused) {
  for (const std::string& auth :
       {std::string("Bearer a\nCookie: b"), std::string("Bearer \xc3\xa9"),
        std::string("Bearer \x7f"), std::string(4097, 'x')}) {
    script.ask_subscribe(who, "private-x", auth);
    EXPECT_NE(heard().find("auth must be a signature, or credentials"), std::string::npos);
  }
  EXPECT_TRUE(script.asked.empty());
}

TEST_F(Access, A_second_subscription_waits_for_the_first) {
  script.ask_subscribe(who, "private-x");
  script.ask_subscribe(who, "private-x");
  EXPECT_NE(heard().find("Existing subscription"), std::string::npos);
  answer(question(), 200, "true");
  EXPECT_EQ(heard().find(kSucceeded), 0U);
}

constexpr const char* kWithdrawn =
    R"("Unsubscribed before the auth endpoint answered","status":409)";

TEST_F(Access, A_withdrawn_question_joins_nothing_and_is_answered) {
  script.ask_subscribe(who, "private-x");
  const AskAccess first = question();
  script.unsubscribe(who, "private-x");
  EXPECT_NE(heard().find(kWithdrawn), std::string::npos);
  EXPECT_EQ(script.dropped, std::vector<AccessId>{first.access});
  answer(first, 200, "true");
  EXPECT_TRUE(script.take(who).empty());
  EXPECT_FALSE(is_member());
}

TEST_F(Access, An_answer_settles_its_own_question_only) {
  script.ask_subscribe(who, "private-x", "Bearer old");
  const AskAccess first = question();
  script.unsubscribe(who, "private-x");
  EXPECT_NE(heard().find(kWithdrawn), std::string::npos);
  script.ask_subscribe(who, "private-x", "Bearer new");
  const AskAccess second = question();
  answer(first, 200, "true");
  EXPECT_TRUE(script.take(who).empty());
  answer(second, 403, "");
  EXPECT_NE(heard().find("403"), std::string::npos);
  // Both are done.
  answer(second, 200, "true");
  script.give(broker::in::AccessAnswered{{77}, 200, "true"});
  EXPECT_TRUE(script.take(who).empty());
  EXPECT_FALSE(is_member());
}

TEST_F(Access, A_client_that_has_gone_joins_nothing) {
  script.ask_subscribe(who, "private-x");
  const AskAccess first = question();
  script.hang_up(who);
  EXPECT_EQ(script.dropped, std::vector<AccessId>{first.access});
  answer(first, 200, "true");
  EXPECT_EQ(script.broker.counts().channels, 0U);
  EXPECT_FALSE(script.broker.deadline());
}

TEST_F(Access, An_answer_that_does_not_come_is_a_refusal) {
  script.ask_subscribe(who, "private-x");
  const AskAccess first = question();
  script.wait(6s);
  EXPECT_TRUE(script.take(who).empty());
  script.wait(1s);
  EXPECT_EQ(script.dropped, std::vector<AccessId>{first.access});
  EXPECT_NE(heard().find("did not answer in time\",\"status\":504"), std::string::npos);
  answer(first, 200, "true");
  EXPECT_FALSE(is_member());
}

TEST_F(Access, Waiting_subscriptions_count_against_the_limits) {
  broker::Options options = with_endpoint();
  options.limits.channels_per_connection = 2;
  BrokerScript small(options);
  const ConnectionId client = small.connect();
  for (const char* channel : {"private-a", "private-b", "private-c"}) {
    small.ask_subscribe(client, channel);
  }
  EXPECT_EQ(small.asked.size(), 2U);
  EXPECT_NE(small.take(client).front().find("too many subscriptions"), std::string::npos);
  for (const AskAccess& each : small.asked) {
    small.give(broker::in::AccessAnswered{each.access, 200, "true"});
  }
  EXPECT_EQ(small.broker.counts().subscriptions, 2U);
}

TEST_F(Access, Questions_are_limited_for_each_connection_and_for_all) {
  broker::Options options = with_endpoint();
  options.limits.access_questions = 20;
  BrokerScript small(options);
  std::size_t refused = 0;
  ConnectionId first;
  for (int n = 0; n < 12; ++n) {
    const ConnectionId client = small.connect();
    if (n == 0) first = client;
    for (const char* channel : {"private-a", "private-b", "private-c"}) {
      small.ask_subscribe(client, channel);
    }
    for (const std::string& text : small.take(client)) {
      EXPECT_NE(text.find("wait for the auth endpoint\",\"status\":503"), std::string::npos)
          << text;
      ++refused;
    }
  }
  // Two of each of the first ten, and then none.
  EXPECT_EQ(small.asked.size(), 20U);
  EXPECT_EQ(refused, 16U);
  // What is withdrawn makes room.
  small.unsubscribe(first, "private-a");
  const ConnectionId late = small.connect();
  small.ask_subscribe(late, "private-a");
  EXPECT_EQ(small.asked.size(), 21U);
}

TEST_F(Access, A_full_presence_channel_refuses_after_the_answer) {
  broker::Options options = with_endpoint();
  options.limits.presence_members = 1;
  BrokerScript small(options);
  for (const char* user : {"1", "2"}) {
    const ConnectionId client = small.connect();
    small.ask_subscribe(client, "presence-x");
    small.give(
        broker::in::AccessAnswered{small.asked.back().access, 200,
                                   std::string(R"({"channel_data":{"user_id":)") + user + "}}"});
    const std::string said = small.take(client).front();
    EXPECT_NE(said.find(*user == '1' ? "subscription_succeeded" : "This presence channel is full"),
              std::string::npos)
        << said;
  }
}

// Reverb has no such endpoint. Its error would name no channel, and be taken for the answer to
// another request.
TEST_F(Access, Like_reverb_a_refusal_names_its_channel_too) {
  broker::Options options = with_endpoint();
  options.like = broker::Like::Reverb;
  BrokerScript reverb(options);
  const ConnectionId client = reverb.connect();
  reverb.ask_subscribe(client, "private-x");
  reverb.give(broker::in::AccessAnswered{reverb.asked.back().access, 403, ""});
  EXPECT_NE(reverb.take(client).front().find(R"("status":403},"channel":"private-x"})"),
            std::string::npos);
}

}  // namespace
}  // namespace oread::test
