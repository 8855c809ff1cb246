// A WebSocket that takes over from HTTP requests.
#pragma once

#include "oread/ids.hpp"
#include "oread/time.hpp"
#include "support/deadline.hpp"

namespace oread {

/// How far the change has come. The requests carry the link until it is complete, so a socket that
/// fails costs nothing.
class Upgrade {
 public:
  enum class State : std::uint8_t {
    None,
    Opening,   ///< The host was told to open the socket.
    Asking,    ///< It is open, and the server was asked whether it may take over.
    Draining,  ///< The server has agreed: no new requests, and those under way are waited for.
  };

  void begin(LinkId socket, Time give_up_at) {
    socket_ = socket;
    give_up_at_ = give_up_at;
    state_ = State::Opening;
  }
  void enter(State state) { state_ = state; }
  void end() { *this = {}; }

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool is_on(LinkId socket) const { return is_under_way() && socket_ == socket; }
  [[nodiscard]] bool is_under_way() const { return state_ != State::None; }
  [[nodiscard]] bool is_draining() const { return state_ == State::Draining; }
  [[nodiscard]] LinkId socket() const { return socket_; }
  /// When the attempt is given up.
  [[nodiscard]] Time deadline() const { return give_up_at_; }

 private:
  LinkId socket_;
  Time give_up_at_ = kNever;
  State state_ = State::None;
};

/// For builds whose dialect has none.
struct NoUpgrade {
  static void begin(LinkId /*socket*/, Time /*give_up_at*/) {}
  static void enter(Upgrade::State /*state*/) {}
  static void end() {}
  [[nodiscard]] static constexpr Upgrade::State state() { return Upgrade::State::None; }
  [[nodiscard]] static constexpr bool is_on(LinkId /*socket*/) { return false; }
  [[nodiscard]] static constexpr bool is_under_way() { return false; }
  [[nodiscard]] static constexpr bool is_draining() { return false; }
  [[nodiscard]] static constexpr LinkId socket() { return {}; }
  [[nodiscard]] static constexpr Time deadline() { return kNever; }
};

}  // namespace oread
