// The session of a lean build, without a virtual table; included by session.hpp.
#pragma once

namespace oread {

/// The only session, whose functions are those of `Session` in session.hpp, and what it uses.
#ifdef OREAD_LEAN_SOCKETIO
namespace socketio {
class SocketIoSession;
}
using Session = socketio::SocketIoSession;
inline constexpr Features kUses = [] {
  // A feature that is added later must not be forgotten here.
  Features all = kAllFeatures;
  all.several_links = false;
  return all;
}();
#else
namespace pusher {
class PusherSession;
}
using Session = pusher::PusherSession;
inline constexpr Features kUses{};
#endif

/// A session, as its link owns it: within the link.
template <class T>
class InPlace {
 public:
  InPlace() = default;
  template <class Argument>
  explicit InPlace(Argument& argument) : value_(argument) {}
  T& operator*() { return value_; }
  T* operator->() { return &value_; }

 private:
  T value_;
};
using OwnSession = InPlace<Session>;
template <class T, class Argument>
InPlace<T> make_session(Argument& argument) {
  return InPlace<T>(argument);
}

/// The functions of `Session` that have a default.
struct SessionBase {
  [[nodiscard]] static constexpr Carrier carrier() { return Carrier::Socket; }
  static View opened() { return {}; }
  static View authenticate(const Grant& /*grant*/) { return {}; }
  static View refusal(View /*body*/) { return {}; }
  static View farewell() { return {}; }
  static View upgrade_url() { return {}; }
  static View upgrade_request() { return {}; }
  static bool upgrade_granted(View /*text*/) { return false; }
  static View upgrade() { return {}; }
  static void append(String& body, View message) { body.append(message); }
  [[nodiscard]] static constexpr std::uint32_t max_body() { return 1'000'000; }
  static void decode_binary(View /*bytes*/, FrameSink& /*out*/) {}
  static void nothing_came(FrameSink& /*out*/) {}
  static View next_part(View& rest) {
    const View all = rest;
    rest = {};
    return all;
  }
};

}  // namespace oread
