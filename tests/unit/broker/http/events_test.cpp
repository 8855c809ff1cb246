#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using nlohmann::json;

json event(const std::string& channel = "news") {
  return {{"name", "e"}, {"data", "1"}, {"channels", {channel}}};
}

TEST(Events, The_response_is_200_with_an_empty_JSON_object) {
  BrokerScript script;
  const auto answer = script.post("events", event().dump());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "application/json");
  EXPECT_EQ(answer.body, "{}");
}

TEST(Events, What_Laravel_sends_arrives_byte_for_byte) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "private-tasks.1");
  EXPECT_EQ(
      script
          .post("events",
                R"({"name":"App\\Events\\TaskUpdated","data":)"
                R"("{\"task\":{\"title\":\"Gr\\u00f6\\u00dfe\\\/\\\"q\\\" \\ud83d\\ude00\"}}",)"
                R"("channels":["private-tasks.1"]})")
          .status,
      200);
  EXPECT_EQ(script.take(who),
            Texts{R"({"event":"App\\Events\\TaskUpdated","data":)"
                  R"("{\"task\":{\"title\":\"Gr\\u00f6\\u00dfe\\/\\\"q\\\" \\ud83d\\ude00\"}}",)"
                  R"("channel":"private-tasks.1"})"});
}

TEST(Events, One_channel_or_a_list_or_both) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (const char* each : {"a", "b", "c"}) script.join(who, each);
  EXPECT_EQ(script.post("events", R"({"name":"e","data":"1","channel":"a"})").status, 200);
  EXPECT_EQ(script.take(who).size(), 1U);
  EXPECT_EQ(script.post("events", R"({"name":"e","data":"1","channels":["a","b","a"]})").status,
            200);
  EXPECT_EQ(script.take(who).size(), 2U);
  EXPECT_EQ(
      script.post("events", R"({"name":"e","data":"1","channel":"c","channels":["a"]})").status,
      200);
  EXPECT_EQ(script.take(who).size(), 2U);
  for (const char* channels :
       {R"("channel":"a","channels":null)", R"("channel":null,"channels":["a"])"}) {
    const std::string body = R"({"name":"e","data":"1",)" + std::string(channels) + "}";
    EXPECT_EQ(script.post("events", body).status, 200) << body;
    EXPECT_EQ(script.take(who).size(), 1U) << body;
  }
  EXPECT_EQ(script.post("events", R"({"name":"e","data":"1","channel":null})").status, 400);
}

TEST(Events, Bad_bodies_are_400_and_reach_nobody) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "news");
  for (const std::string body : {"",
                                 "x",
                                 "[]",
                                 "5",
                                 R"({"data":"1","channel":"news"})",
                                 R"({"name":5,"data":"1","channel":"news"})",
                                 R"({"name":"","data":"1","channel":"news"})",
                                 R"({"name":"e","channel":"news"})",
                                 R"({"name":"e","data":false,"channel":"news"})",
                                 R"({"name":"e","data":{},"channel":"news"})",
                                 R"({"name":"e","data":"1"})",
                                 R"({"name":"e","data":"1","channels":[]})",
                                 R"({"name":"e","data":"1","channels":"news"})",
                                 R"({"name":"e","data":"1","channels":[5]})",
                                 R"({"name":"e","data":"1","channel":["news"]})",
                                 R"({"name":"e","data":"1","channels":["news","a b"]})",
                                 R"({"name":"e","name":"f","data":"1","channel":"news"})",
                                 R"({"name":"pusher:e","data":"1","channel":"news"})",
                                 R"({"name":"e","data":"1","channel":"news","socket_id":"x"})",
                                 R"({"name":"e","data":"1","channel":"news","socket_id":5})",
                                 R"({"name":"e","data":"1","channel":"news","info":"x"})",
                                 R"({"name":"e","data":"1","channel":"news\u000a"})",
                                 "\xEF\xBB\xBF{}",
                                 "{\"name\":\"e\",\"data\":\"\xff\",\"channel\":\"news\"}"}) {
    const auto answer = script.post("events", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_NE(answer.body, "") << body;
    EXPECT_EQ(script.take(who), Texts{}) << body;
  }
}

TEST(Events, Data_of_more_than_10_KB_is_413) {
  BrokerScript script;
  json body = event();
  body["data"] = std::string(10'240, 'a');
  EXPECT_EQ(script.post("events", body.dump()).status, 200);
  body["data"] = std::string(10'241, 'a');
  EXPECT_EQ(script.post("events", body.dump()).status, 413);
  body["data"] = "";
  EXPECT_EQ(script.post("events", body.dump()).status, 200);
}

TEST(Events, A_huge_body_is_413) {
  auto options = one_app();
  options.limits.request_bytes = 1024;
  BrokerScript script(options);
  EXPECT_EQ(script.post("events", std::string(1025, ' ')).status, 413);
}

TEST(Events, A_hundred_channels_at_most) {
  BrokerScript script;
  json body = event();
  body["channels"] = json::array();
  for (int i = 0; i < 100; ++i) body["channels"].push_back("c" + std::to_string(i));
  EXPECT_EQ(script.post("events", body.dump()).status, 200);
  body["channels"].push_back("c100");
  EXPECT_EQ(script.post("events", body.dump()).status, 400);
}

TEST(Events, The_socket_id_is_left_out) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  script.join(ann, "news");
  json body = event();
  body["socket_id"] = script.socket_id(ann);
  EXPECT_EQ(script.post("events", body.dump()).status, 200);
  EXPECT_EQ(script.take(ann), Texts{});
  body["socket_id"] = nullptr;
  EXPECT_EQ(script.post("events", body.dump()).status, 200);
  EXPECT_EQ(script.take(ann).size(), 1U);
}

TEST(Events, Info_contains_what_applies_to_each_channel) {
  BrokerScript script;
  script.join(script.connect(), "presence-x", R"({"user_id":"1"})");
  script.join(script.connect(), "presence-x", R"({"user_id":"1"})");
  json body = event();
  body["channels"] = {"presence-x", "news"};
  body["info"] = "user_count,subscription_count";
  EXPECT_EQ(script.post("events", body.dump()).body,
            R"({"channels":{"presence-x":{"user_count":1,"subscription_count":2},)"
            R"("news":{"subscription_count":0}}})");
}

TEST(BatchEvents, Up_to_ten_in_order) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "news");
  json batch = json::array();
  for (int i = 0; i < 10; ++i) {
    batch.push_back({{"name", "e" + std::to_string(i)}, {"data", "1"}, {"channel", "news"}});
  }
  EXPECT_EQ(script.post("batch_events", json{{"batch", batch}}.dump()).body, "{}");
  const Texts heard = script.take(who);
  ASSERT_EQ(heard.size(), 10U);
  EXPECT_NE(heard[9].find("\"e9\""), std::string::npos);
  batch.push_back(batch[0]);
  EXPECT_EQ(script.post("batch_events", json{{"batch", batch}}.dump()).status, 400);
  EXPECT_EQ(script.take(who), Texts{});
}

TEST(BatchEvents, One_invalid_event_rejects_the_whole_batch) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "news");
  const auto answer = script.post(
      "batch_events",
      R"({"batch":[{"name":"e","data":"1","channel":"news"},{"name":"e","data":"1"}]})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body.find("Event 1: "), 0U);
  EXPECT_EQ(script.take(who), Texts{});
}

TEST(BatchEvents, Info_is_at_the_index_of_its_event) {
  BrokerScript script;
  script.join(script.connect(), "a");
  EXPECT_EQ(
      script
          .post("batch_events",
                R"({"batch":[{"name":"e","data":"1","channel":"a","info":"subscription_count"},)"
                R"({"name":"e","data":"1","channel":"b"}]})")
          .body,
      R"({"batch":[{"subscription_count":1},{}]})");
}

TEST(BatchEvents, Anything_but_a_batch_is_400) {
  BrokerScript script;
  for (const std::string body :
       {"", "[]", "{}", R"({"batch":{}})", R"({"batch":[5]})", R"({"batch":"x"})"}) {
    EXPECT_EQ(script.post("batch_events", body).status, 400) << body;
  }
  EXPECT_EQ(script.post("batch_events", R"({"batch":[]})").status, 200);
}

}  // namespace
}  // namespace oread::test
