// The signed-in user of the connection.
#pragma once

#include "link/link.hpp"
#include "oread/options.hpp"
#include "support/deadline.hpp"
#include "support/next_timer.hpp"
#include "support/step.hpp"

namespace oread {

/// Signs in once the app has asked for it, and again on every new link.
class UserSession {
 public:
  enum class State : std::uint8_t {
    Unasked,      ///< The app has not asked.
    Waiting,      ///< Asked; there is no live link.
    Authorizing,  ///< The auth endpoint is being asked.
    SigningIn,    ///< The server is being asked.
    SignedIn,
    Failed,  ///< Refused, or no answer; tried again on the next link, or when the app asks again.
  };

  UserSession(const Options& options, const LiveLink& live) : options_(options), live_(live) {}

  /// The app asks, or (`link_up`) a link is there. True: the auth endpoint must be asked now.
  [[nodiscard]] bool ask(bool is_live);
  [[nodiscard]] bool link_up();
  void link_down();
  /// The endpoint has signed: the caller sends it to the server.
  void granted(Step& step);
  void denied(const Error& error, bool retrying, Step& step);
  /// True when the server's confirmation was awaited.
  [[nodiscard]] bool confirmed(const Frame& frame, Step& step);
  /// An error frame: whether it answers the sign-in, which has then failed.
  [[nodiscard]] bool take_refusal(const Frame& error, Step& step);
  void tick(Step& step);
  /// "sign-in": the server's answer to it is awaited.
  void timers(NextTimer& next) const { next.add("sign-in", due_); }
  [[nodiscard]] Time deadline() const { return due_; }
  [[nodiscard]] State state() const { return state_; }

 private:
  const Options& options_;
  const LiveLink& live_;
  State state_ = State::Unasked;
  bool failure_told_ = false;  ///< The app knows that it does not work; see `Channel`.
  Time due_ = kNever;          ///< SigningIn: when to stop waiting for the server.
};

}  // namespace oread
