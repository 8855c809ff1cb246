// Requests to the auth endpoint: how many at once, when to ask again, and what the app is told.
#pragma once

#include <string_view>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/backoff.hpp"
#include "support/jitter.hpp"
#include "support/next_timer.hpp"
#include "support/step.hpp"

namespace oread {

/// Receives the outcome of each request, and must not start or cancel one in these calls. The
/// engine defines the functions, where the parts meet.
class AuthClient {
 public:
  /// `body` is the endpoint's answer; `channel` is empty for `AuthKind::User`. The request has
  /// ended.
  void answered(AuthKind kind, View channel, View body, Step& step);
  /// While `retrying` the request has not ended.
  void denied(AuthKind kind, View channel, const Error& error, bool retrying, Step& step);
  /// There are no credentials for the connection, and the endpoint must not be asked for them again
  /// within `retry_after`. The caller ends the request.
  void postponed(const Error& error, Millis retry_after, Step& step);
};

class Authorizer {
 public:
  Authorizer(const Options& options, Jitter& jitter, AuthClient& client)
      : options_(options), jitter_(jitter), client_(client) {}

  /// A live link: from now on the endpoint is asked on behalf of its socket.
  void link_up(View socket_id) { socket_id_ = socket_id; }
  /// Queues a request for `channel` (empty: for the user or the connection), unless there is one.
  void ask(AuthKind kind, View channel);
  /// Sends queued requests, as many as may be in progress at once. At the end of a step, so that
  /// requests of one step can be sent together.
  void start_queued(Step& step);
  /// The answer is not needed any more.
  void cancel(AuthKind kind, View channel, Step& step);
  /// The socket is gone: signatures for it are worthless, and must never be sent on another one.
  void cancel_all(Step& step);

  void take(const in::AuthAnswered& answer, Step& step);
  void take(const in::AuthFailed& failure, Step& step);
  /// The shared refresh has ended; without success, every request that waited for it fails.
  void refreshed(bool ok, Step& step);
  void tick(Step& step);
  /// "auth": a request waits for its answer; "auth-retry": one is repeated; "refresh": the host
  /// renews the credentials.
  void timers(NextTimer& next) const;
  [[nodiscard]] Time deadline() const { return next_due(*this); }
  /// See `Engine::broken_invariant`.
  [[nodiscard]] std::string_view broken_invariant(bool live) const;

 private:
  struct Request {
    enum class State : std::uint8_t { Queued, Asking, Resting, Refreshing };

    Request(RequestId its_id, AuthKind its_kind, Backoff its_backoff, View its_channel)
        : id(its_id), kind(its_kind), backoff(its_backoff), channel(its_channel) {}

    RequestId id;
    AuthKind kind;
    State state = State::Queued;
    bool refreshed = false;  ///< The shared refresh was tried for it already.
    bool outdated = false;   ///< Asking with credentials that have been renewed meanwhile.
    Time due = kNever;       ///< Asking: when to give up. Resting: when to ask again.
    Backoff backoff;
    String channel;
  };

  Request* asking(RequestId id);
  void settle(Request& request, const Error& error, View body, Step& step);
  void conclude(Request& request, const Error& error, View body, Millis retry_after, Step& step);
  void rest(Request& request, const Error& error, Millis at_least, Step& step);
  void drop(std::size_t index, Step& step);

  const Options& options_;
  Jitter& jitter_;
  AuthClient& client_;
  String socket_id_;
  List<Request> requests_;  ///< In the order in which they were asked.
  std::uint32_t last_id_ = 0;
  Time refresh_due_ =
      kNever;  ///< While the host renews the credentials: when to stop waiting for it.
};

}  // namespace oread
