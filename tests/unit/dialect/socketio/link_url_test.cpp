// Where options lead.
#include "dialect/socketio/link_url.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread {
namespace {

std::string url(Carrier carrier, void (*change)(SocketIoOptions&)) {
  SocketIoOptions options;
  options.host = "io.test";
  change(options);
  return socketio::link_url(options, carrier);
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
