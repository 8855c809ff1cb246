// Which Pusher options are valid.
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

TEST(PusherOptions, The_first_thing_wrong_is_named) {
  const auto problem = [](const PusherOptions& options) {
    const auto error = check(options);
    return error ? error->text : std::string();
  };
  EXPECT_EQ(problem({.key = "k", .host = "h", .path = {}}), "");
  EXPECT_EQ(problem({.key = "k", .host = "h", .path = "/p"}), "");
  EXPECT_NE(problem({.key = "", .host = "h", .path = {}}).find("key"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "https://h", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h h", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "me@h", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .port = 0, .path = {}}).find("port"),
            std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .tls_port = 0, .path = {}}).find("port"),
            std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .path = "p"}).find("path"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .path = "/?q"}).find("path"), std::string::npos);
}

}  // namespace
}  // namespace oread
