#include "server/listener.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace oread::server {
namespace {

constexpr int kBacklog = 1024;
constexpr std::size_t kAcceptMost = 128;

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

Error bad_address(const std::string& host, std::uint16_t port, const std::string& why) {
  return Error{Errc::BadOption, 0,
               "cannot listen on " + host + ", port " + std::to_string(port) + ": " + why};
}

std::uint16_t port_of(int fd) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

void set_port(addrinfo& address, std::uint16_t port) {
  if (address.ai_family == AF_INET6) {
    reinterpret_cast<sockaddr_in6*>(address.ai_addr)->sin6_port = htons(port);
  } else {
    reinterpret_cast<sockaddr_in*>(address.ai_addr)->sin_port = htons(port);
  }
}

/// A listening socket, or -1 with errno.
int listening_socket(const addrinfo& address) {
  const int fd =
      ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
  if (fd < 0) return -1;
  const int on = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address.ai_family == AF_INET6) {
    ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  }
  if (::bind(fd, address.ai_addr, address.ai_addrlen) != 0 || ::listen(fd, kBacklog) != 0) {
    const int reason = errno;
    ::close(fd);
    errno = reason;
    return -1;
  }
  return fd;
}

}  // namespace

Listener::Listener(native::LoopCore& loop, MakeRoom make_room, OnAccept on_accept)
    : loop_(loop),
      make_room_(std::move(make_room)),
      on_accept_(std::move(on_accept)),
      spare_fd_(::open("/dev/null", O_RDONLY | O_CLOEXEC)) {}

Listener::~Listener() {
  close();
  if (spare_fd_ >= 0) ::close(spare_fd_);
}

Result<std::uint16_t> Listener::open(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);
  if (failure != 0) return bad_address(host, port, ::gai_strerror(failure));

  std::uint16_t bound = port;
  int reason = EADDRNOTAVAIL;
  for (addrinfo* address = found; address != nullptr; address = address->ai_next) {
    set_port(*address, bound);
    const int fd = listening_socket(*address);
    if (fd < 0) {
      // "localhost" may resolve to ::1 on a machine without IPv6: one working address is enough.
      reason = errno;
      if (reason == EADDRINUSE || reason == EACCES) break;
      continue;
    }
    bound = port_of(fd);
    sockets_.push_back(fd);
    watches_.push_back(std::make_unique<native::Watch>(
        loop_, fd, [this, fd](native::Watch::Ready) { accept_all(fd); }));
    reason = 0;
  }
  if (sockets_.empty() || reason == EADDRINUSE) {
    close();
    const bool taken = reason == EADDRINUSE;
    return bad_address(
        host, port,
        std::strerror(reason) + std::string(taken ? " (--port 0 selects a free one)" : ""));
  }
  return bound;
}

void Listener::close() {
  watches_.clear();
  for (const int fd : sockets_) ::close(fd);
  sockets_.clear();
}

void Listener::accept_all(int fd) {
  // Gives the accepted connections a turn in between.
  const std::size_t most = std::min(kAcceptMost, make_room_());
  for (std::size_t round = 0; round < most; ++round) {
    const int accepted = ::accept4(fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted >= 0) {
      const int on = 1;
      ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      on_accept_(accepted);
      continue;
    }
    if (errno == EMFILE || errno == ENFILE) shed_one(fd);
    if (errno != EINTR && errno != ECONNABORTED) return;
  }
}

/// Out of descriptors: the waiting client would make the loop spin, so accept it and close it.
void Listener::shed_one(int fd) {
  if (spare_fd_ >= 0) ::close(spare_fd_);
  const int accepted = ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC);
  if (accepted >= 0) ::close(accepted);
  spare_fd_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  errno = EAGAIN;
}

}  // namespace oread::server
