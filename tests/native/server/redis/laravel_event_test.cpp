#include "server/redis/laravel_event.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

TEST(LaravelEventTest, TheSocketIdIsTakenOutOfTheData) {
  const auto event = read_laravel_event(
      R"({"event":"App\\Events\\TaskUpdated","data":{"id":7,"a":{"socket":1},"socket":"12.34"},"socket":"12.34"})");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->event, "App\\Events\\TaskUpdated");
  EXPECT_EQ(event->data, R"({"id":7,"a":{"socket":1}})");
  EXPECT_EQ(event->socket_id, "12.34");
}

TEST(LaravelEventTest, AnEventForAllHasNoSocketId) {
  const auto event = read_laravel_event(R"({"event":"e","data":{"socket":null},"socket":null})");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->data, "{}");
  EXPECT_EQ(event->socket_id, "");
}

TEST(LaravelEventTest, DataKeepsItsOrderAndItsCharacters) {
  const auto event =
      read_laravel_event(R"({"event":"e","data":{"z":"\u00e9\ud83d\ude00","a":1.50}})");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->data, "{\"z\":\"é😀\",\"a\":1.5}");
}

TEST(LaravelEventTest, OtherMessagesAreNoEvents) {
  for (const std::string& text :
       {std::string(), std::string("tick"), std::string("[1]"),
        std::string(R"({"event":1,"data":{}})"), std::string(R"({"event":"e"})"),
        std::string("{\"event\":\"\xFF\",\"data\":1}"),
        R"({"event":"e","data":)" + std::string(100'000, '[')}) {
    EXPECT_FALSE(read_laravel_event(text)) << text.substr(0, 40);
  }
  const std::string deep = std::string(600, '[') + std::string(600, ']');
  EXPECT_FALSE(read_laravel_event(R"({"event":"e","data":)" + deep + "}"));
}

}  // namespace
}  // namespace oread::server
