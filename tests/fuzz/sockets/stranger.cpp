#include "sockets/stranger.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace oread::fuzz {
namespace {

constexpr std::size_t kAnswerKept = std::size_t{256} * 1024;
/// As small as the system allows.
constexpr int kSmallBuffer = 1;

/// All addresses of 127.0.0.0/8 are this machine, so closed connections do not use up the ports.
in_addr next_source() {
  static std::uint32_t count = 0;
  return {htonl(0x7F000002 + ++count % 0x00FFFF00)};
}

}  // namespace

Stranger::~Stranger() {
  close(true);
}

void Stranger::connect(std::uint16_t port, bool slow) {
  if (fd_ >= 0) return;
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd_ < 0) std::abort();
  if (slow) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &kSmallBuffer, sizeof kSmallBuffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr = next_source();
  ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  // The kernel completes it without the server's accept.
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd_);
    fd_ = -1;
  }
}

void Stranger::put(std::string_view bytes) {
  kept_.append(bytes.substr(0, kAnswerKept - std::min(kAnswerKept, kept_.size())));
}

void Stranger::flush(std::size_t most) {
  const std::size_t size = std::min(most, kept_.size());
  if (fd_ < 0 || size == 0) return;
  const ssize_t sent = ::send(fd_, kept_.data(), size, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent > 0) kept_.erase(0, static_cast<std::size_t>(sent));
}

std::string Stranger::read(std::size_t most) {
  if (fd_ < 0) return {};
  std::string bytes(most, '\0');
  const ssize_t got = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

void Stranger::half_close() const {
  if (fd_ >= 0) ::shutdown(fd_, SHUT_WR);
}

void Stranger::close(bool reset) {
  kept_.clear();
  if (fd_ < 0) return;
  const linger at_once{1, 0};
  if (reset) ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(fd_);
  fd_ = -1;
}

}  // namespace oread::fuzz
