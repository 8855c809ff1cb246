#include "conform/listening.hpp"

#include <sys/socket.h>
#include <unistd.h>

namespace oread::conform {

Listening listen_at(in_addr_t address, std::uint16_t port) {
  constexpr int kBacklog = 64;
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return {};
  // A port that the caller has chosen may have been used a moment ago.
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(address);
  name.sin_port = htons(port);
  socklen_t size = sizeof name;
  auto* any = reinterpret_cast<sockaddr*>(&name);
  if (bind(fd, any, size) != 0 || listen(fd, kBacklog) != 0 || getsockname(fd, any, &size) != 0) {
    close(fd);
    return {};
  }
  return {fd, ntohs(name.sin_port)};
}

}  // namespace oread::conform
