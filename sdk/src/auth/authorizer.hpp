// Requests to the auth endpoint: how many at once, what an answer means, when to ask again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/backoff.hpp"
#include "support/deadline.hpp"
#include "support/jitter.hpp"
#include "support/step.hpp"

namespace oread {

/// What came out of a try. A request that is retrying has not ended.
struct AuthOutcome {
  AuthKind kind{};
  std::string channel;  ///< Empty for `AuthKind::User`.
  std::string body;     ///< The endpoint's answer, when `error.code` is None.
  Error error;
  bool retrying = false;
};

class Authorizer {
 public:
  Authorizer(const Options& options, Jitter& jitter) : options_(options), jitter_(jitter) {}

  /// Asks for `channel` (or for the user) on behalf of `socket_id`. Ends in an outcome, or with
  /// `cancel`. What is under way already is not asked again.
  void ask(AuthKind kind, std::string channel, std::string_view socket_id, Step& step);
  /// Nobody wants the answer for this channel any more.
  void cancel(std::string_view channel, Step& step);
  /// The socket is gone: signatures for it are worthless, and must never be sent on another one.
  void cancel_all(Step& step);

  [[nodiscard]] std::optional<AuthOutcome> answered(in::AuthAnswered answer, Step& step);
  [[nodiscard]] std::optional<AuthOutcome> failed(in::AuthFailed failure, Step& step);
  /// The shared refresh has ended; without success, everybody who waited for it fails.
  void refreshed(bool ok, Step& step, std::vector<AuthOutcome>& outcomes);
  void tick(Step& step, std::vector<AuthOutcome>& outcomes);
  [[nodiscard]] Deadline deadline() const;

 private:
  struct Request {
    enum class State : std::uint8_t { Queued, Asking, Resting, Refreshing };

    RequestId id;
    AuthKind kind;
    std::string channel;
    std::string socket_id;
    State state;
    bool refreshed;  ///< The shared refresh was tried for it already.
    Time due;        ///< Asking: when to give up. Resting: when to ask again.
    Backoff backoff;
  };

  Request* find(RequestId id);
  std::optional<AuthOutcome> settle(Request& request, Error error, std::string body, Step& step);
  AuthOutcome rest(Request& request, Error error, Millis at_least, Step& step);
  void start_queued(Step& step);

  const Options& options_;
  Jitter& jitter_;
  std::vector<Request> requests_;  ///< In the order in which they were asked.
  std::uint32_t last_id_ = 0;
  Deadline
      refresh_due_;  ///< Set while the host renews the credentials: when to stop waiting for it.
};

}  // namespace oread
