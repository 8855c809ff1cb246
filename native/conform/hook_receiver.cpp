#include "conform/hook_receiver.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "conform/client/http_requests.hpp"
#include "conform/listening.hpp"
#include "conform/upgrade.hpp"

namespace oread::conform {
namespace {

constexpr int kLookMs = 50;
constexpr std::size_t kClientsMost = 64;
constexpr std::size_t kHooksMost = 100'000;
constexpr std::size_t kRequestMost = std::size_t{2} * 1024 * 1024;

}  // namespace

std::unique_ptr<HookReceiver> HookReceiver::listen(std::uint16_t port) {
  // A server in a container reaches this machine by an address that is not 127.0.0.1.
  const Listening opened = listen_at(INADDR_ANY, port);
  if (opened.fd < 0) return nullptr;
  return std::unique_ptr<HookReceiver>(new HookReceiver(opened.fd, opened.port));
}

HookReceiver::HookReceiver(int listener, std::uint16_t port)
    : listener_(listener), port_(port), thread_([this] { serve(); }) {}

HookReceiver::~HookReceiver() {
  ends_ = true;
  thread_.join();
  for (const auto& [fd, client] : clients_) ::close(fd);
  ::close(listener_);
}

std::size_t HookReceiver::count() const {
  const std::lock_guard lock(mutex_);
  return hooks_.size();
}

std::vector<Hook> HookReceiver::since(std::size_t first) const {
  const std::lock_guard lock(mutex_);
  if (first >= hooks_.size()) return {};
  return {hooks_.begin() + static_cast<std::ptrdiff_t>(first), hooks_.end()};
}

void HookReceiver::serve() {
  while (!ends_) {
    std::vector<pollfd> waiting{{listener_, POLLIN, 0}};
    for (const auto& [fd, client] : clients_) waiting.push_back({fd, POLLIN, 0});
    poll(waiting.data(), waiting.size(), kLookMs);
    for (std::size_t i = 1; i < waiting.size(); ++i) {
      const int fd = waiting[i].fd;
      if (waiting[i].revents == 0 || read(fd, clients_[fd])) continue;
      ::close(fd);
      clients_.erase(fd);
    }
    if (waiting[0].revents != 0) take_in();
  }
}

void HookReceiver::take_in() {
  const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (fd < 0) return;
  if (clients_.size() >= kClientsMost) {
    ::close(fd);
    return;
  }
  clients_[fd] = {};
}

bool HookReceiver::read(int fd, Client& client) {
  std::array<char, 65536> buffer{};
  const ssize_t size = recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size <= 0) return size < 0 && errno == EAGAIN;
  // A request that is not answered keeps its connection, and nothing more is read from it.
  if (client.silent) return true;
  client.unread.append(buffer.data(), static_cast<std::size_t>(size));
  if (client.unread.size() > kRequestMost) return false;
  const auto request = take_request(client.unread);
  if (!request) return true;
  {
    const std::lock_guard lock(mutex_);
    if (hooks_.size() < kHooksMost) {
      hooks_.push_back({header_in(request->head, "X-Pusher-Key"),
                        header_in(request->head, "X-Pusher-Signature"), request->body});
    }
  }
  const int status = status_;
  client.silent = status == 0;
  if (client.silent) return true;
  const std::string answer = http_response(status, {}, "{}");
  ::send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
  return false;
}

}  // namespace oread::conform
