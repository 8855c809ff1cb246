#include "server/listener.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace oread::server {
namespace {

using ::testing::HasSubstr;

/// Connected by the kernel as soon as the listener's backlog has room, without the loop.
class Client {
 public:
  explicit Client(std::uint16_t port) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { ::close(fd_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

 private:
  int fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool connected_ = false;
};

class ListenerTest : public ::testing::Test {
 protected:
  native::LoopCore loop_;
  std::size_t room_ = 100;
  int accepted_ = 0;
  int asked_ = 0;
  Listener listener_{loop_,
                     [this] {
                       ++asked_;
                       return room_;
                     },
                     [this](int fd) {
                       ++accepted_;
                       ::close(fd);
                     }};
};

TEST_F(ListenerTest, Port_0_is_a_free_port_which_is_then_taken) {
  const Result<std::uint16_t> port = listener_.open("127.0.0.1", 0);
  ASSERT_TRUE(port.ok()) << port.error().text;
  EXPECT_NE(port.value(), 0);
  Listener other(
      loop_, [] { return 1; }, [](int) {});
  const Result<std::uint16_t> again = other.open("127.0.0.1", port.value());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, Errc::BadOption);
  EXPECT_THAT(again.error().text, HasSubstr("--port 0 selects a free one"));
}

TEST_F(ListenerTest, A_name_that_cannot_be_resolved_is_an_error_that_names_it) {
  // Longer than a label can be, so no name server is asked.
  const std::string host = std::string(64, 'x') + ".invalid";
  const Result<std::uint16_t> port = listener_.open(host, 1);
  ASSERT_FALSE(port.ok());
  EXPECT_THAT(port.error().text, HasSubstr("cannot listen on " + host + ", port 1: "));
}

TEST_F(ListenerTest, All_waiting_clients_are_accepted) {
  const std::uint16_t port = listener_.open("127.0.0.1", 0).value();
  const Client one(port);
  const Client two(port);
  while (accepted_ < 2 && loop_.serve_once()) {
  }
  EXPECT_EQ(accepted_, 2);
}

TEST_F(ListenerTest, Only_as_many_are_accepted_at_once_as_there_is_room) {
  const std::uint16_t port = listener_.open("127.0.0.1", 0).value();
  const Client one(port);
  const Client two(port);
  room_ = 1;
  while (accepted_ == 0 && loop_.serve_once()) {
  }
  EXPECT_EQ(accepted_, 1);
  EXPECT_EQ(asked_, 1);
  // The other keeps waiting, and is asked for again.
  while (accepted_ == 1 && loop_.serve_once()) {
  }
  EXPECT_EQ(accepted_, 2);
  EXPECT_EQ(asked_, 2);
}

TEST_F(ListenerTest, After_close_nobody_can_connect_and_the_port_is_free) {
  const std::uint16_t port = listener_.open("127.0.0.1", 0).value();
  EXPECT_TRUE(Client(port).connected());
  listener_.close();
  // libwebsockets closes the watched duplicate in one of the loop's next iterations.
  bool open = true;
  for (int round = 0; open && round < 100; ++round) {
    loop_.post([] {});
    loop_.serve_once();
    open = Client(port).connected();
  }
  EXPECT_FALSE(open);
  EXPECT_TRUE(listener_.open("127.0.0.1", port).ok());
}

}  // namespace
}  // namespace oread::server
