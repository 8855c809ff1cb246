// JSON of servers that mean no good.
#include "conform/foreign_json.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST(ForeignJson, Is_parsed) {
  EXPECT_EQ(foreign_json(R"({"a":[1]})"), (Json{{"a", {1}}}));
  EXPECT_FALSE(foreign_json(nested(100)).is_discarded());
}

TEST(ForeignJson, Is_discarded_if_it_is_not_JSON_or_deep) {
  EXPECT_TRUE(foreign_json("{").is_discarded());
  EXPECT_TRUE(foreign_json("[\"\xff\"]").is_discarded());
  EXPECT_TRUE(foreign_json(nested(102)).is_discarded());
  EXPECT_TRUE(foreign_json(nested(1'000'000)).is_discarded());
  EXPECT_TRUE(foreign_json(std::string(1'000'000, '[')).is_discarded());
}

}  // namespace
}  // namespace oread::conform
