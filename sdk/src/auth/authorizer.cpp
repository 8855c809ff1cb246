// Theory of operation.
//
//   Queued ──a place is free──▶ Asking ──answer──▶ (ended)
//                                 │  ▲
//          408, 429, 5xx, network │  │ due           401, 419 while a refresh may help
//             or no answer in time▼  │                     ▼
//                              Resting            Refreshing ──refreshed──▶ Queued
//
// A place is free while fewer than `AuthOptions::at_once` requests are Asking.
#include "auth/authorizer.hpp"

#include <algorithm>

#include "auth/verdict.hpp"

namespace oread {

void Authorizer::ask(AuthKind kind, std::string channel, std::string_view socket_id, Step& step) {
  for (const Request& request : requests_) {
    if (request.kind == kind && request.channel == channel) return;
  }
  const AuthOptions& auth = options_.auth;
  requests_.push_back(
      Request{RequestId{++last_id_}, kind, std::move(channel), std::string(socket_id),
              Request::State::Queued, false, Time{},
              Backoff(auth.retry_first, auth.retry_most, options_.reconnect.factor_percent)});
  start_queued(step);
}

void Authorizer::cancel(std::string_view channel, Step& step) {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (requests_[i].kind != AuthKind::Channel || requests_[i].channel != channel) continue;
    if (requests_[i].state == Request::State::Asking)
      step.does(effect::CancelAuth{requests_[i].id});
    requests_.erase(requests_.begin() + static_cast<std::ptrdiff_t>(i));
    start_queued(step);
    return;
  }
}

void Authorizer::cancel_all(Step& step) {
  for (const Request& request : requests_) {
    if (request.state == Request::State::Asking) step.does(effect::CancelAuth{request.id});
  }
  requests_.clear();
}

std::optional<AuthOutcome> Authorizer::answered(in::AuthAnswered answer, Step& step) {
  Request* request = find(answer.request);
  if (request == nullptr || request->state != Request::State::Asking) return std::nullopt;
  Error error = judge(answer, options_.limits.auth_bytes);
  if (error.code == Errc::AuthServer) {
    const Millis wanted =
        std::min<Millis>(seconds(answer.retry_after), options_.auth.retry_after_most);
    AuthOutcome outcome = rest(*request, std::move(error), wanted, step);
    return outcome;
  }
  return settle(*request, std::move(error), std::move(answer.body), step);
}

std::optional<AuthOutcome> Authorizer::failed(in::AuthFailed failure, Step& step) {
  Request* request = find(failure.request);
  if (request == nullptr || request->state != Request::State::Asking) return std::nullopt;
  if (failure.refused)
    return settle(*request, {Errc::AuthDenied, 0, std::move(failure.text)}, {}, step);
  return rest(*request, {Errc::AuthNetwork, 0, std::move(failure.text)}, Millis{0}, step);
}

void Authorizer::refreshed(bool ok, Step& step, std::vector<AuthOutcome>& outcomes) {
  if (!refresh_due_) return;
  refresh_due_.reset();
  for (std::size_t i = 0; i < requests_.size();) {
    Request& request = requests_[i];
    if (request.state != Request::State::Refreshing) {
      ++i;
    } else if (ok) {
      request.state = Request::State::Queued;
      ++i;
    } else if (auto outcome = settle(request, {Errc::AuthExpired, 0, {}}, {}, step)) {
      outcomes.push_back(std::move(*outcome));
    }
  }
  start_queued(step);
}

void Authorizer::tick(Step& step, std::vector<AuthOutcome>& outcomes) {
  for (Request& request : requests_) {
    if (request.due > step.now) continue;
    if (request.state == Request::State::Resting) {
      request.state = Request::State::Queued;
    } else if (request.state == Request::State::Asking) {
      step.does(effect::CancelAuth{request.id});
      outcomes.push_back(rest(request, {Errc::Timeout, 0, {}}, Millis{0}, step));
    }
  }
  start_queued(step);
  if (is_due(refresh_due_, step.now)) refreshed(false, step, outcomes);
}

Deadline Authorizer::deadline() const {
  Deadline next = refresh_due_;
  for (const Request& request : requests_) {
    if (request.state == Request::State::Asking || request.state == Request::State::Resting) {
      next = earlier(next, request.due);
    }
  }
  return next;
}

Authorizer::Request* Authorizer::find(RequestId id) {
  const auto at = std::find_if(requests_.begin(), requests_.end(),
                               [id](const Request& r) { return r.id == id; });
  return at == requests_.end() ? nullptr : &*at;
}

/// The request has its final answer, unless a refresh of the credentials may still change it.
std::optional<AuthOutcome> Authorizer::settle(Request& request, Error error, std::string body,
                                              Step& step) {
  if (error.code == Errc::AuthExpired && options_.auth.can_refresh && !request.refreshed) {
    request.refreshed = true;
    request.state = Request::State::Refreshing;
    if (!refresh_due_) {
      refresh_due_ = step.now + options_.auth.timeout;
      step.does(effect::RefreshCredentials{});
    }
    start_queued(step);
    return std::nullopt;
  }
  AuthOutcome outcome{request.kind, std::move(request.channel), std::move(body), std::move(error),
                      false};
  requests_.erase(requests_.begin() + (&request - requests_.data()));
  start_queued(step);
  return outcome;
}

/// The request asks again later.
AuthOutcome Authorizer::rest(Request& request, Error error, Millis at_least, Step& step) {
  request.state = Request::State::Resting;
  request.due = step.now + at_least + request.backoff.next(jitter_);
  AuthOutcome outcome{request.kind, request.channel, {}, std::move(error), true};
  start_queued(step);
  return outcome;
}

void Authorizer::start_queued(Step& step) {
  const auto count = [this](Request::State state) {
    return std::count_if(requests_.begin(), requests_.end(),
                         [state](const Request& r) { return r.state == state; });
  };
  auto free = static_cast<std::int64_t>(options_.auth.at_once) - count(Request::State::Asking);
  for (Request& request : requests_) {
    if (free <= 0) return;
    if (request.state != Request::State::Queued) continue;
    request.state = Request::State::Asking;
    request.due = step.now + options_.auth.timeout;
    step.does(effect::Authorize{request.id, request.kind, request.channel, request.socket_id});
    --free;
  }
}

}  // namespace oread
