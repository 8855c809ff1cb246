// Which options are accepted, and the addresses that they lead to.
#include <gtest/gtest.h>

#include "dialect/socketio/link_url.hpp"
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

std::string url(Carrier carrier, void (*change)(SocketIoOptions&)) {
  return socketio::link_url(with(change), carrier);
}

TEST(SocketIoUrl, The_port_is_left_out_where_the_scheme_implies_it) {
  EXPECT_EQ(url(Carrier::Socket, [](auto&) {}),
            "wss://io.test/socket.io/?EIO=4&transport=websocket");
  EXPECT_EQ(url(Carrier::Requests, [](auto&) {}),
            "https://io.test/socket.io/?EIO=4&transport=polling");
  EXPECT_EQ(url(Carrier::Socket,
                [](auto& one) {
                  one.tls = false;
                  one.port = 80;
                }),
            "ws://io.test/socket.io/?EIO=4&transport=websocket");
  EXPECT_EQ(url(Carrier::Requests,
                [](auto& one) {
                  one.tls = false;
                  one.port = 6001;
                }),
            "http://io.test:6001/socket.io/?EIO=4&transport=polling");
}

TEST(SocketIoUrl, Host_path_and_query_are_used_as_given) {
  EXPECT_EQ(url(Carrier::Socket,
                [](auto& one) {
                  one.host = "::1";
                  one.path = "/app/io";
                  one.query = "token=a%20b";
                }),
            "wss://[::1]/app/io/?token=a%20b&EIO=4&transport=websocket");
}

}  // namespace
}  // namespace oread
