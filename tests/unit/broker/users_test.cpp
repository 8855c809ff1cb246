#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

const std::string kAnn = R"({"id":"ann"})";
const std::string kChannel = "#server-to-user-ann";

bool is_refused(const Texts& heard) {
  return heard.size() == 1 && heard.front().find(R"({"event":"pusher:error")") == 0;
}

TEST(SignIn, A_right_signature_signs_in_and_echoes_the_user_data) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.sign_in(who, kAnn);
  EXPECT_EQ(script.take(who),
            Texts{R"({"event":"pusher:signin_success","data":{"user_data":"{\"id\":\"ann\"}"}})"});
}

TEST(SignIn, Wrong_signatures_and_users_without_an_id_are_refused) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  const ConnectionId other = script.connect();
  const native::OpenSslDigests digests;
  const broker::Credentials app{"key", "secret"};
  for (const std::string& auth :
       {std::string(), std::string("key:bad"),
        sign_user(digests, app, script.socket_id(other), kAnn),
        sign_channel(digests, app, script.socket_id(who), kAnn),
        sign_user(digests, {"key", "other"}, script.socket_id(who), kAnn),
        sign_user(digests, {"other", "secret"}, script.socket_id(who), kAnn)}) {
    script.ask_sign_in(who, kAnn, auth);
    EXPECT_TRUE(is_refused(script.take(who))) << auth;
  }
  for (const std::string data : {"", "x", "{}", R"({"id":""})", R"({"id":5})", R"({"id":null})",
                                 R"({"id":"a b"})", R"({"id":"a","id":"b"})"}) {
    script.sign_in(who, data);
    EXPECT_TRUE(is_refused(script.take(who))) << data;
  }
  for (const char* data :
       {"", R"(,"data":null)", R"(,"data":{})", R"(,"data":{"auth":1,"user_data":{}})"}) {
    script.say(who, std::string(R"({"event":"pusher:signin")") + data + "}");
    EXPECT_TRUE(is_refused(script.take(who))) << data;
  }
  EXPECT_EQ(script.broker.counts().users, 0U);
  EXPECT_TRUE(script.is_served(who));
}

TEST(SignIn, If_it_is_disabled_the_connection_is_kept) {
  auto options = one_app();
  options.apps[0].sign_in = false;
  BrokerScript script(options);
  const ConnectionId who = script.connect();
  script.sign_in(who, kAnn);
  EXPECT_TRUE(is_refused(script.take(who)));
  EXPECT_TRUE(script.is_served(who));
}

TEST(SignIn, A_second_sign_in_as_the_same_user_is_accepted_and_as_another_is_refused) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.sign_in(who, kAnn);
  script.sign_in(who, kAnn);
  EXPECT_EQ(script.take(who).size(), 2U);
  script.sign_in(who, R"({"id":"bob"})");
  EXPECT_TRUE(is_refused(script.take(who)));
  EXPECT_EQ(script.broker.counts().users, 1U);
}

TEST(ServerToUser, Reaches_all_and_only_the_connections_of_the_user_once_each) {
  BrokerScript script;
  const ConnectionId tab1 = script.connect();
  const ConnectionId tab2 = script.connect();
  const ConnectionId bob = script.connect();
  for (const ConnectionId each : {tab1, tab2}) {
    script.sign_in(each, kAnn);
    script.take(each);
  }
  script.join(tab1, kChannel);
  script.sign_in(bob, R"({"id":"bob"})");
  script.take(bob);
  script.publish(kChannel, "e", "1");
  const Texts expected{R"({"event":"e","data":"1","channel":"#server-to-user-ann"})"};
  EXPECT_EQ(script.take(tab1), expected);
  EXPECT_EQ(script.take(tab2), expected);
  EXPECT_EQ(script.take(bob), Texts{});
}

TEST(ServerToUser, A_presence_member_of_that_name_gets_nothing) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "presence-x", R"({"user_id":"ann"})");
  script.publish(kChannel, "e", "1");
  EXPECT_EQ(script.take(who), Texts{});
}

TEST(ServerToUser, Its_channel_is_not_listed_among_the_channels) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.sign_in(who, kAnn);
  script.take(who);
  script.join(who, kChannel);
  EXPECT_EQ(script.get("channels").body, R"({"channels":{}})");
}

std::string watchlist(const std::string& events) {
  return R"({"event":"pusher_internal:watchlist_events","data":"{\"events\":[)" + events +
         R"(]}"})";
}

TEST(Watchlist, Reports_the_state_first_and_then_every_change) {
  BrokerScript script;
  const ConnectionId bob = script.connect();
  script.sign_in(bob, R"({"id":"bob"})");
  const ConnectionId ann = script.connect();
  script.sign_in(ann, R"({"id":"ann","watchlist":["cy","bob"]})");
  EXPECT_EQ(script.take(ann)[1], watchlist(R"({\"name\":\"online\",\"user_ids\":[\"bob\"]},)"
                                           R"({\"name\":\"offline\",\"user_ids\":[\"cy\"]})"));
  const ConnectionId cy1 = script.connect();
  const ConnectionId cy2 = script.connect();
  script.sign_in(cy1, R"({"id":"cy"})");
  script.sign_in(cy2, R"({"id":"cy"})");
  EXPECT_EQ(script.take(ann), Texts{watchlist(R"({\"name\":\"online\",\"user_ids\":[\"cy\"]})")});
  script.hang_up(cy1);
  EXPECT_EQ(script.take(ann), Texts{});
  script.hang_up(cy2);
  EXPECT_EQ(script.take(ann), Texts{watchlist(R"({\"name\":\"offline\",\"user_ids\":[\"cy\"]})")});
}

TEST(Watchlist, Beyond_the_limit_it_is_truncated_and_4302_reports_it) {
  auto options = one_app();
  options.limits.watchlist = 2;
  BrokerScript script(options);
  const ConnectionId ann = script.connect();
  script.sign_in(ann, R"({"id":"ann","watchlist":["a","b","c"]})");
  const Texts heard = script.take(ann);
  ASSERT_EQ(heard.size(), 3U);
  EXPECT_EQ(heard[1], watchlist(R"({\"name\":\"offline\",\"user_ids\":[\"a\",\"b\"]})"));
  EXPECT_NE(heard[2].find("\"code\":4302"), std::string::npos);
}

TEST(Watchlist, An_app_can_disable_it) {
  auto options = one_app();
  options.apps[0].watchlists = false;
  BrokerScript script(options);
  const ConnectionId ann = script.connect();
  script.sign_in(ann, R"({"id":"ann","watchlist":["a"]})");
  EXPECT_EQ(script.take(ann).size(), 1U);
}

TEST(Terminate, Closes_the_signed_in_connections_of_the_user_and_no_others) {
  BrokerScript script;
  const ConnectionId tab1 = script.connect();
  const ConnectionId tab2 = script.connect();
  const ConnectionId member = script.connect();
  script.sign_in(tab1, kAnn);
  script.sign_in(tab2, kAnn);
  script.join(member, "presence-x", R"({"user_id":"ann"})");
  EXPECT_EQ(script.post("users/ann/terminate_connections", "{}").body, "{}");
  EXPECT_EQ(script.closed_with(tab1), 4009);
  EXPECT_EQ(script.closed_with(tab2), 4009);
  EXPECT_EQ(script.closed_with(member), 0);
  EXPECT_EQ(script.post("users/ann/terminate_connections", "{}").status, 200);
}

}  // namespace
}  // namespace oread::test
