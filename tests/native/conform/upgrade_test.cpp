#include "conform/upgrade.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

// The example of RFC 6455, section 1.3.
constexpr const char* kKey = "dGhlIHNhbXBsZSBub25jZQ==";
const std::string kRight =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n"
    "sec-websocket-accept:  s3pPLMBiTxaQ9kYGzzhZRbK+xOo= ";

TEST(Upgrade, A_right_response_is_accepted) {
  EXPECT_EQ(accept_for(kKey), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(read_upgrade(kRight, kKey).status, 101);
}

TEST(Upgrade, A_client_refuses_what_does_not_fit_its_request) {
  for (const auto& [head, key] : std::initializer_list<std::pair<std::string, std::string>>{
           {kRight, "b3RoZXI="},
           {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket", kKey},
           {"HTTP/1.1 101 OK\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", kKey},
           {kRight + "\r\nSec-WebSocket-Protocol: chat", kKey},
           {kRight + "\r\nSec-WebSocket-Extensions: permessage-deflate", kKey}}) {
    EXPECT_EQ(read_upgrade(head, key).status, 0) << head;
    EXPECT_NE(read_upgrade(head, key).why, "") << head;
  }
}

TEST(Upgrade, Another_status_is_reported) {
  EXPECT_EQ(read_upgrade("HTTP/1.1 404 Not Found", kKey).status, 404);
  for (const char* head :
       {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 x01", "SSH-2.0 101 ", "HTTP/1.1404"}) {
    EXPECT_EQ(read_upgrade(head, kKey).status, 0) << head;
  }
}

TEST(TakeResponse, Removes_one_response_with_its_body) {
  std::string bytes =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
      "HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\nHTTP/1.1 500 "
      "x\r\n\r\nrest";
  for (const int status : {100, 200, 401, 500}) EXPECT_EQ(take_response(bytes), status);
  EXPECT_EQ(bytes, "");
}

TEST(TakeResponse, Waits_for_what_is_missing) {
  for (std::string bytes :
       {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n"}) {
    const std::string before = bytes;
    EXPECT_EQ(take_response(bytes), std::nullopt) << before;
    EXPECT_EQ(bytes, before);
  }
}

std::string right_with(const std::string& header) {
  std::string head(kRight);
  return head.insert(head.find("\r\n") + 2, header + "\r\n");
}

TEST(Upgrade, Compression_is_read_if_it_was_offered) {
  const std::string header = "Sec-WebSocket-Extensions: permessage-deflate";
  for (const char* options : {"", "; server_no_context_takeover", ";server_max_window_bits=15"}) {
    const Upgrade upgrade = read_upgrade(right_with(header + options), kKey, true);
    EXPECT_EQ(upgrade.status, 101) << options;
    EXPECT_TRUE(upgrade.compresses);
  }
  for (const char* options : {"; client_max_window_bits=9", ", x", "; ", "x"}) {
    EXPECT_EQ(read_upgrade(right_with(header + options), kKey, true).status, 0) << options;
  }
  EXPECT_EQ(read_upgrade(right_with(header), kKey).status, 0);
  EXPECT_FALSE(read_upgrade(kRight, kKey, true).compresses);
}

}  // namespace
}  // namespace oread::conform
