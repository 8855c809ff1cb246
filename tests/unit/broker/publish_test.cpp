#include "broker/publish.hpp"

#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using broker::Publication;

std::optional<Error> refused(const Publication& publication) {
  return broker::refusal_of(publication, broker::Limits{});
}

TEST(Publish, Subscribers_get_event_data_and_channel_in_this_order) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(ann, "news");
  script.publish("news", "App\\Events\\Hi", "{\"text\":\"Gr\xC3\xBC\xC3\x9F\"}");
  EXPECT_EQ(script.take(ann),
            Texts{"{\"event\":\"App\\\\Events\\\\Hi\",\"data\":"
                  "\"{\\\"text\\\":\\\"Gr\xC3\xBC\xC3\x9F\\\"}\",\"channel\":\"news\"}"});
  EXPECT_EQ(script.take(bob), Texts{});
}

TEST(Publish, The_excluded_socket_receives_nothing_and_an_unknown_one_is_not_an_error) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(ann, "news");
  script.join(bob, "news");
  script.publish("news", "e", "1", script.socket_id(ann));
  EXPECT_EQ(script.take(ann), Texts{});
  EXPECT_EQ(script.take(bob).size(), 1U);
  script.publish("news", "e", "1", "9.9");
  EXPECT_EQ(script.take(ann).size(), 1U);
}

TEST(Publish, A_channel_named_twice_gets_it_once) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  script.join(ann, "a");
  script.join(ann, "b");
  script.give(broker::in::Publish{{1}, "1", {"a", "b", "a"}, "e", "1", {}});
  EXPECT_EQ(script.take(ann).size(), 2U);
}

TEST(Publish, Order_is_kept) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  script.join(ann, "news");
  for (int i = 0; i < 100; ++i) script.publish("news", "e", std::to_string(i));
  const Texts heard = script.take(ann);
  ASSERT_EQ(heard.size(), 100U);
  for (int i = 0; i < 100; ++i) {
    EXPECT_NE(heard[static_cast<std::size_t>(i)].find("\"data\":\"" + std::to_string(i) + "\""),
              std::string::npos);
  }
}

TEST(Publish, A_fan_out_shares_one_text) {
  BrokerScript script;
  for (int i = 0; i < 3; ++i) script.join(script.connect(), "news");
  const broker::Effects effects =
      script.broker.handle(broker::in::Publish{{1}, "1", {"news"}, "e", "1", {}}, script.now());
  std::vector<broker::SharedText> texts;
  for (const auto& each : effects) {
    if (const auto* send = std::get_if<broker::effect::SendText>(&each))
      texts.push_back(send->text);
  }
  ASSERT_EQ(texts.size(), 3U);
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_EQ(texts[0], texts[2]);
}

TEST(Publish, Names_data_and_socket_ids_are_checked) {
  const Publication good{"e", "1", {"news"}, ""};
  EXPECT_FALSE(refused(good));
  Publication bad = good;
  for (const std::string& event : {std::string(), std::string(201, 'e'), std::string("pusher:x"),
                                   std::string("pusher_internal:x"), std::string("\xff")}) {
    bad.event = event;
    EXPECT_EQ(refused(bad)->code, Errc::BadEventName) << event;
  }
  bad = good;
  bad.data = std::string(10'240, 'a');
  EXPECT_FALSE(refused(bad));
  bad.data += 'a';
  EXPECT_EQ(refused(bad)->status, 413);
  bad.data = "\xff";
  EXPECT_EQ(refused(bad)->status, 400);
  bad = good;
  for (const char* socket : {"1", "1.", ".1", "a.b", "1.2.3", "1.2\n"}) {
    bad.socket_id = socket;
    EXPECT_EQ(refused(bad)->status, 400) << socket;
  }
}

TEST(Publish, All_channels_are_checked_before_the_first_receives_anything) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  script.join(ann, "a");
  script.give(broker::in::Publish{{1}, "1", {"a", "b c"}, "e", "1", {}});
  EXPECT_EQ(script.published->error->code, Errc::BadChannelName);
  EXPECT_EQ(script.take(ann), Texts{});
  EXPECT_EQ(refused({"e", "1", {}, ""})->code, Errc::BadChannelName);
  EXPECT_FALSE(refused({"e", "1", std::vector<std::string>(100, "a"), ""}));
  EXPECT_EQ(refused({"e", "1", std::vector<std::string>(101, "a"), ""})->code, Errc::TooLarge);
}

TEST(Publish, An_encrypted_channel_cannot_share_an_event) {
  EXPECT_FALSE(refused({"e", "1", {"private-encrypted-a"}, ""}));
  EXPECT_EQ(refused({"e", "1", {"private-encrypted-a", "b"}, ""})->code, Errc::NotAllowed);
}

TEST(Publish, An_unknown_app_is_an_error) {
  BrokerScript script;
  script.give(broker::in::Publish{{3}, "9", {"news"}, "e", "1", {}});
  EXPECT_EQ(script.published->request, RequestId{3});
  EXPECT_EQ(script.published->error->status, 404);
}

}  // namespace
}  // namespace oread::test
