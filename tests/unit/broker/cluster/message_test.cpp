#include "broker/cluster/message.hpp"

#include <gtest/gtest.h>

namespace oread::broker::cluster {
namespace {

TEST(NodeMessage, Is_read_as_it_was_written) {
  const std::string text = write_message("a-1", 7, Kind::Event, R"(,"app":"1")");
  EXPECT_EQ(text, R"({"from":"a-1","number":7,"kind":"event","app":"1"})");
  const auto message = read_message(text);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->from, "a-1");
  EXPECT_EQ(message->number, 7U);
  EXPECT_EQ(message->kind, Kind::Event);
  EXPECT_EQ(message->body, text);
}

TEST(NodeMessage, Every_kind_has_a_name_of_its_own) {
  for (const Kind kind : {Kind::Ask, Kind::Begin, Kind::Facts, Kind::Cached, Kind::End, Kind::Alive,
                          Kind::Event, Kind::Whisper, Kind::Terminate, Kind::Leave}) {
    const auto message = read_message(write_message("a", 1, kind, {}));
    ASSERT_TRUE(message) << name(kind);
    EXPECT_EQ(message->kind, kind);
  }
}

TEST(NodeMessage, What_is_none_is_not_read) {
  for (const char* text :
       {"", "7", "{}", "[]", R"({"from":"a","number":1})", R"({"from":"a","kind":"alive"})",
        R"({"number":1,"kind":"alive"})", R"({"from":"a","number":0,"kind":"alive"})",
        R"({"from":"a","number":-1,"kind":"alive"})", R"({"from":"a","number":"1","kind":"alive"})",
        R"({"from":"a","number":1,"kind":"other"})", R"({"from":"a b","number":1,"kind":"alive"})",
        R"({"from":"a","from":"b","number":1,"kind":"alive"})",
        R"({"from":"a","number":1,"kind":"alive")"}) {
    EXPECT_FALSE(read_message(text)) << text;
  }
}

TEST(NodeMessage, The_id_of_a_node_is_short_and_plain) {
  EXPECT_TRUE(is_node_id("1234567890-Ab_"));
  EXPECT_TRUE(is_node_id(std::string(64, 'x')));
  EXPECT_FALSE(is_node_id(std::string(65, 'x')));
  EXPECT_FALSE(is_node_id(""));
  EXPECT_FALSE(is_node_id("a\"b"));
}

}  // namespace
}  // namespace oread::broker::cluster
