#include "server/log.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

TEST(Log, A_line_is_one_JSON_object_with_its_fields_in_order) {
  EXPECT_EQ(json_line({Level::Warn, "gate-shut", {{"z", "1"}, {"a", "\"\n"}}}, 5),
            R"({"time_ms":5,"level":"warn","what":"gate-shut","z":"1","a":"\"\n"})");
}

TEST(Log, Malformed_UTF_8_still_gives_a_line) {
  EXPECT_EQ(json_line({Level::Info, "x", {{"a", "\xff"}}}, 0),
            "{\"time_ms\":0,\"level\":\"info\",\"what\":\"x\",\"a\":\"\xEF\xBF\xBD\"}");
}

TEST(Log, Each_level_has_its_name) {
  EXPECT_EQ(name(Level::Info), "info");
  EXPECT_EQ(name(Level::Good), "good");
  EXPECT_EQ(name(Level::Warn), "warn");
  EXPECT_EQ(name(Level::Bad), "bad");
}

}  // namespace
}  // namespace oread::server
