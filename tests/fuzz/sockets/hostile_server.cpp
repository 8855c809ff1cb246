#include "sockets/hostile_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace oread::fuzz {
namespace {

constexpr std::size_t kKeptMost = std::size_t{512} * 1024;
constexpr std::size_t kHeardMost = std::size_t{16} * 1024;

std::string accept_key(std::string_view request) {
  constexpr std::string_view kName = "Sec-WebSocket-Key: ";
  const std::size_t at = request.find(kName);
  std::string text(at == std::string_view::npos ? "" : request.substr(at + kName.size(), 24));
  text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  unsigned char encoded[64];
  EVP_EncodeBlock(encoded, digest, sizeof digest);
  return reinterpret_cast<const char*>(encoded);
}

}  // namespace

HostileServer::HostileServer() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener_, 16) != 0) {
    std::abort();
  }
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
}

HostileServer::~HostileServer() {
  close_all();
  ::close(listener_);
}

void HostileServer::look() {
  if (fd_ < 0) fd_ = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd_ < 0) return;
  char buffer[4096];
  ssize_t got = 0;
  while ((got = ::recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT)) > 0) {
    heard_.append(buffer, std::min(static_cast<std::size_t>(got), kHeardMost - heard_.size()));
  }
}

void HostileServer::put(std::string_view bytes) {
  kept_.append(bytes.substr(0, kKeptMost - std::min(kKeptMost, kept_.size())));
}

void HostileServer::put_upgrade() {
  put("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: " +
      accept_key(heard_) + "\r\n\r\n");
}

void HostileServer::flush(std::size_t most) {
  const std::size_t size = std::min(most, kept_.size());
  if (fd_ < 0 || size == 0) return;
  const ssize_t sent = ::send(fd_, kept_.data(), size, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent > 0) kept_.erase(0, static_cast<std::size_t>(sent));
}

void HostileServer::half_close() const {
  if (fd_ >= 0) ::shutdown(fd_, SHUT_WR);
}

void HostileServer::close(bool reset) {
  kept_.clear();
  heard_.clear();
  if (fd_ < 0) return;
  const linger at_once{1, 0};
  if (reset) ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(fd_);
  fd_ = -1;
}

void HostileServer::close_all() {
  do {
    close(true);
    look();
  } while (fd_ >= 0);
}

}  // namespace oread::fuzz
