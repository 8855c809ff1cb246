// The broker: everything that a Pusher-compatible server decides, without sockets, clock, threads,
// randomness, exceptions or globals.
//
// The whole contract for a host:
//   1. Give one input and the time.
//   2. Carry out every returned effect, in order; effects for a connection that is gone are
//   dropped.
//   3. At `deadline()` give a `Tick`.
// Inputs that arise meanwhile wait in the host's queue. Spurious ticks, news from connections that
// are gone, late answers and time going backwards are harmless, always.
//
// The host owns: sockets, TLS, HTTP framing, delivery of webhooks, the bytes queued per connection
// (`Limits::queue_bytes` → `in::ConnectionFlooded`), and refusing a text above
// `Limits::frame_bytes` or a body above `Limits::request_bytes` before it has filled the memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "oread/broker/digests.hpp"
#include "oread/broker/effect.hpp"
#include "oread/broker/input.hpp"
#include "oread/broker/options.hpp"
#include "oread/time.hpp"

namespace oread::broker {

/// Both clocks of the host. Deadlines go by the first; the second, milliseconds since 1970, is only
/// compared with timestamps of requests and written into webhooks.
struct Now {
  Time at{};
  std::int64_t unix_ms = 0;
};

/// How much the broker holds, for display and for assertions about bounded memory.
struct Counts {
  std::size_t connections = 0;
  std::size_t channels = 0;       ///< Occupied ones, of all apps.
  std::size_t subscriptions = 0;  ///< Pairs of connection and channel.
  std::size_t users = 0;          ///< Signed in, distinct per app.
  std::size_t cached_events = 0;
  std::size_t webhook_events = 0;  ///< Waiting, being delivered or in their grace time.
};

/// One server with all its apps. Not thread-safe.
class Broker {
 public:
  /// `options` must have passed `check()`; `digests` must outlive the broker.
  Broker(Options options, const Digests& digests);
  ~Broker();
  Broker(Broker&&) noexcept;
  Broker& operator=(Broker&&) noexcept;

  /// Everything that this input caused, in the order in which it must be carried out.
  [[nodiscard("effects must be carried out")]] Effects handle(Input input, Now now);

  /// A moment no later than the next one at which a Tick would do something; nothing when only news
  /// can.
  [[nodiscard]] std::optional<Time> deadline() const;

  [[nodiscard]] Counts counts() const;

  /// The socket id of a connection; empty when it was refused or is gone.
  [[nodiscard]] std::string_view socket_id(ConnectionId connection) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread::broker
