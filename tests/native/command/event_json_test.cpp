#include "command/event_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace oread::command {
namespace {

using Json = nlohmann::json;

Json line_of(const Event& event) {
  return Json::parse(json_line(event), nullptr, false);
}

Json data_line(std::optional<std::string> data) {
  event::Message message;
  message.channel = "news";
  message.event = "x";
  message.data = std::move(data);
  return line_of(message);
}

TEST(EventJson, Data_is_JSON_if_it_contains_some_and_otherwise_text) {
  EXPECT_EQ(data_line(R"({"a":1})")["data"], Json({{"a", 1}}));
  EXPECT_EQ(data_line("5")["data"], 5);
  EXPECT_EQ(data_line("{")["data"], "{");
  EXPECT_EQ(data_line("")["data"], "");
  EXPECT_TRUE(data_line(std::nullopt)["data"].is_null());
}

TEST(EventJson, The_type_replaces_the_kind_and_the_time_is_in_UTC) {
  const Json line = data_line("5");
  EXPECT_EQ(line["type"], "message");
  EXPECT_EQ(line.count("kind"), 0U);
  EXPECT_EQ(line["channel"], "news");
  EXPECT_THAT(line["time"].get<std::string>(),
              ::testing::MatchesRegex("....-..-..T..:..:..\\.[0-9]+Z"));
}

TEST(EventJson, The_info_of_members_is_opened) {
  event::Subscribed subscribed;
  subscribed.members = {{"1", R"({"name":"Ann"})"}};
  EXPECT_EQ(line_of(subscribed)["members"], Json::parse(R"([{"id":"1","info":{"name":"Ann"}}])"));
  event::MemberJoined joined;
  joined.member = {"2", "no JSON"};
  EXPECT_EQ(line_of(joined)["member"], Json::parse(R"({"id":"2","info":"no JSON"})"));
}

TEST(EventJson, Malformed_UTF_8_still_gives_a_line) {
  EXPECT_EQ(data_line("\xff")["data"], "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace oread::command
