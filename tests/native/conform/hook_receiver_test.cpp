#include "conform/hook_receiver.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace oread::conform {
namespace {

/// Sends `bytes`, and returns what comes back until the receiver ends the connection.
std::string exchange(std::uint16_t port, const std::string& bytes) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const timeval most{5, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
  std::string out;
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size())) {
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = recv(fd, buffer.data(), buffer.size(), 0)) > 0;) {
      out.append(buffer.data(), static_cast<std::size_t>(size));
    }
  }
  close(fd);
  return out;
}

std::string post(const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: x\r\nx-pusher-key: k\r\nX-Pusher-Signature: "
         "s\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(HookReceiver, Keeps_what_arrives_and_answers_with_the_status) {
  const auto receiver = HookReceiver::listen(0);
  ASSERT_NE(receiver, nullptr);
  EXPECT_EQ(receiver->count(), 0U);
  EXPECT_TRUE(exchange(receiver->port(), post("{\"a\":1}")).starts_with("HTTP/1.1 200 "));
  receiver->answer_with(503);
  EXPECT_TRUE(exchange(receiver->port(), post("second")).starts_with("HTTP/1.1 503 "));
  ASSERT_EQ(receiver->count(), 2U);
  EXPECT_EQ(receiver->since(0)[0].key, "k");
  EXPECT_EQ(receiver->since(0)[0].signature, "s");
  EXPECT_EQ(receiver->since(0)[0].body, "{\"a\":1}");
  ASSERT_EQ(receiver->since(1).size(), 1U);
  EXPECT_EQ(receiver->since(1)[0].body, "second");
  EXPECT_TRUE(receiver->since(2).empty());
}

TEST(HookReceiver, Survives_what_is_not_a_request) {
  const auto receiver = HookReceiver::listen(0);
  ASSERT_NE(receiver, nullptr);
  const std::string endless(std::size_t{3} * 1024 * 1024, 'x');
  EXPECT_EQ(exchange(receiver->port(), endless), "");
  EXPECT_TRUE(exchange(receiver->port(), post("fine")).starts_with("HTTP/1.1 200 "));
  EXPECT_EQ(receiver->count(), 1U);
}

TEST(HookReceiver, Says_that_a_port_is_taken) {
  const auto first = HookReceiver::listen(0);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(HookReceiver::listen(first->port()), nullptr);
}

}  // namespace
}  // namespace oread::conform
