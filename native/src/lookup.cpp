#include "lookup.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/time.h>

#include <map>
#include <utility>

#include "timer.hpp"
#include "url.hpp"
#include "watch.hpp"

namespace oread::native {
namespace {

// A working name server responds within milliseconds; the second attempt asks the next one.
constexpr int kTryForMillis = 2000;
constexpr int kTries = 2;

std::string text_of(const sockaddr* address) {
  char buffer[INET6_ADDRSTRLEN] = {};
  if (address->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, buffer,
              sizeof buffer);
  } else if (address->sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, buffer,
              sizeof buffer);
  }
  return buffer;
}

}  // namespace

/// Each lookup has its own c-ares channel, which reads resolv.conf when created: a device that
/// starts offline gets its name servers later.
class Lookup::Query {
 public:
  Query(LoopCore& loop, std::string host, Done done)
      : loop_(loop),
        host_(std::move(host)),
        done_(std::move(done)),
        timeout_(loop),
        report_(loop) {}

  ~Query() {
    done_ = nullptr;
    if (channel_ != nullptr) ares_destroy(channel_);
  }

  void start() {
    if (is_address(host_)) return finish({host_}, {});
    ares_options options{};
    options.timeout = kTryForMillis;
    options.tries = kTries;
    options.sock_state_cb = &Query::on_socket;
    options.sock_state_cb_data = this;
    const int code = ares_init_options(
        &channel_, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
    if (code != ARES_SUCCESS) {
      channel_ = nullptr;
      return finish({}, ares_strerror(code));
    }
    ares_addrinfo_hints hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    ares_getaddrinfo(channel_, host_.c_str(), nullptr, &hints, &Query::on_answer, this);
    watch_time();
  }

 private:
  static void on_answer(void* self, int code, int /*timeouts*/, ares_addrinfo* answer) {
    auto& query = *static_cast<Query*>(self);
    std::vector<std::string> addresses;
    if (answer != nullptr) {
      for (const ares_addrinfo_node* node = answer->nodes; node != nullptr; node = node->ai_next) {
        std::string text = text_of(node->ai_addr);
        if (!text.empty()) addresses.push_back(std::move(text));
      }
      ares_freeaddrinfo(answer);
    }
    if (code == ARES_EDESTRUCTION) return;
    query.finish(std::move(addresses), code == ARES_SUCCESS ? "no address" : ares_strerror(code));
  }

  static void on_socket(void* self, ares_socket_t fd, int readable, int writable) {
    auto& query = *static_cast<Query*>(self);
    if (readable == 0 && writable == 0) {
      query.sockets_.erase(fd);
      return;
    }
    Socket& socket = query.sockets_[fd];
    socket.wants_write = writable != 0;
    if (!socket.watch) {
      socket.watch = std::make_unique<Watch>(
          query.loop_, fd, [&query, fd](Watch::Ready ready) { query.on_ready(fd, ready); });
    }
    if (socket.wants_write) socket.watch->ask_writable();
  }

  void on_ready(ares_socket_t fd, Watch::Ready ready) {
    const bool read = ready == Watch::Ready::Read;
    ares_process_fd(channel_, read ? fd : ARES_SOCKET_BAD, read ? ARES_SOCKET_BAD : fd);
    const auto socket = sockets_.find(fd);
    if (socket != sockets_.end() && socket->second.wants_write)
      socket->second.watch->ask_writable();
    watch_time();
  }

  void watch_time() {
    timeval buffer{};
    const timeval* left = ares_timeout(channel_, nullptr, &buffer);
    if (left == nullptr) return timeout_.disarm();
    // Rounded up: waking too early would only have to wait again.
    const Millis in{std::int64_t{left->tv_sec} * 1000 + left->tv_usec / 1000 + 1};
    timeout_.arm(LoopCore::now() + in, [this] {
      ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
      watch_time();
    });
  }

  // c-ares forbids destroying a channel in its own callback, so report on a clean stack.
  void finish(std::vector<std::string> addresses, const std::string& why) {
    report_.arm(LoopCore::now(), [this, addresses = std::move(addresses), why]() mutable {
      const Done done = std::exchange(done_, nullptr);
      if (!addresses.empty()) return done(std::move(addresses));
      done(Error{Errc::LinkFailed, 0, "cannot resolve \"" + host_ + "\": " + why});
    });
  }

  struct Socket {
    std::unique_ptr<Watch> watch;
    bool wants_write = false;
  };

  LoopCore& loop_;
  std::string host_;
  Done done_;
  ares_channel channel_ = nullptr;
  std::map<ares_socket_t, Socket> sockets_;
  Timer timeout_;
  Timer report_;
};

Lookup::Lookup(LoopCore& loop, const std::string& host, Done done)
    : query_(std::make_unique<Query>(loop, host, std::move(done))) {
  query_->start();
}

Lookup::~Lookup() = default;

}  // namespace oread::native
