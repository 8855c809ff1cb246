// Which options are accepted.
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

SocketIoOptions with(void (*change)(SocketIoOptions&)) {
  SocketIoOptions options;
  options.host = "io.test";
  change(options);
  return options;
}

std::string problem(void (*change)(SocketIoOptions&)) {
  const auto error = check(with(change));
  return error ? error->text : "";
}

TEST(SocketIoOptions, Good_ones_are_accepted) {
  EXPECT_EQ(problem([](auto&) {}), "");
  EXPECT_EQ(problem([](auto& one) { one.path = ""; }), "");
  EXPECT_EQ(problem([](auto& one) { one.query = "a=1&b=%20"; }), "");
  EXPECT_EQ(problem([](auto& one) { one.host = "::1"; }), "");
}

TEST(SocketIoOptions, A_wrong_one_is_named) {
  EXPECT_EQ(problem([](auto& one) { one.host = ""; }), "host is missing");
  EXPECT_EQ(problem([](auto& one) { one.host = "a/b"; }), "host is not a name or address alone");
  EXPECT_EQ(problem([](auto& one) { one.port = 0; }), "port is 0");
  EXPECT_EQ(problem([](auto& one) { one.path = "io"; }),
            "path is not plain or has no '/' in front");
  EXPECT_EQ(problem([](auto& one) { one.path = "/a?b"; }),
            "path is not plain or has no '/' in front");
  EXPECT_EQ(problem([](auto& one) { one.query = "a=ä"; }), "query is not percent-encoded");
  EXPECT_EQ(problem([](auto& one) { one.query = "a=1#"; }), "query is not percent-encoded");
  EXPECT_EQ(problem([](auto& one) { one.transports = "polling,flashsocket"; }),
            R"(transports is not "websocket,polling", "polling,websocket" or one of the two)");
}

}  // namespace
}  // namespace oread
