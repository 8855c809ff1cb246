// Theory of operation.
//
//   Queued ──a place is free──▶ Asking ──answer──▶ (ended)
//                                 │  ▲
//          408, 429, 5xx, network │  │ due           401, 419 while a refresh may help
//             or no answer in time▼  │                     ▼
//                              Resting            Refreshing ──refreshed──▶ Queued
//
// A place is free while fewer than `AuthOptions::max_concurrent` requests are Asking.
#include "auth/authorizer.hpp"

#include <algorithm>
#include <utility>

#include "auth/verdict.hpp"
#include "oread/session.hpp"

namespace oread {

void Authorizer::ask(AuthKind kind, View channel) {
  for (const Request& request : requests_) {
    if (request.kind == kind && request.channel == channel) return;
  }
  const AuthOptions& auth = options_.auth;
  requests_.emplace_back(
      RequestId{++last_id_}, kind,
      Backoff(auth.retry_initial_delay, auth.retry_max_delay, options_.reconnect.growth_percent),
      channel);
}

void Authorizer::cancel(AuthKind kind, View channel, Step& step) {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const Request& request = requests_[i];
    if (request.kind != kind || request.channel != channel) continue;
    drop(i, step);
    return;
  }
}

void Authorizer::cancel_all(Step& step) {
  while (!requests_.empty()) drop(requests_.size() - 1, step);
}

void Authorizer::drop(std::size_t index, Step& step) {
  const Request& request = requests_[index];
  if (request.state == Request::State::Asking) step.does(effect::CancelAuth{request.id});
  requests_.erase(requests_.begin() + static_cast<std::ptrdiff_t>(index));
}

void Authorizer::take(const in::AuthAnswered& answer, Step& step) {
  Request* request = asking(answer.request);
  if (request == nullptr) return;
  conclude(*request, judge(answer, options_.limits.auth_bytes), answer.body,
           std::min<Millis>(seconds(answer.retry_after), options_.auth.retry_after_max), step);
}

void Authorizer::take(const in::AuthFailed& failure, Step& step) {
  Request* request = asking(failure.request);
  if (request == nullptr) return;
  Errc code = failure.refused ? Errc::AuthDenied : Errc::AuthNetwork;
  if (failure.status != 0) code = judge(failure.status);
  // A handler that fails with a status of success has not got a signature either.
  if (code == Errc::None) code = Errc::AuthDenied;
  conclude(*request, {code, failure.status, failure.text}, {}, Millis{0}, step);
}

/// An answer came, or none will: asks again later where that may help, else settles.
void Authorizer::conclude(Request& request, const Error& error, View body, Millis retry_after,
                          Step& step) {
  if (error.code == Errc::AuthNetwork || error.code == Errc::AuthServer) {
    rest(request, error, retry_after, step);
  } else {
    settle(request, error, body, step);
  }
}

void Authorizer::refreshed(bool ok, Step& step) {
  if (refresh_due_ == kNever) return;
  refresh_due_ = kNever;
  for (std::size_t i = requests_.size(); i-- > 0;) {
    Request& request = requests_[i];
    request.outdated = ok;
    if (request.state != Request::State::Refreshing) continue;
    request.state = Request::State::Queued;
    if (!ok) settle(request, {Errc::AuthExpired, 0, {}}, {}, step);
  }
}

void Authorizer::tick(Step& step) {
  for (Request& request : requests_) {
    if (request.due > step.now) continue;
    if (request.state == Request::State::Resting) {
      request.state = Request::State::Queued;
      request.due = kNever;
    } else {
      step.does(effect::CancelAuth{request.id});
      rest(request, {Errc::Timeout, 0, {}}, Millis{0}, step);
    }
  }
  if (refresh_due_ <= step.now) refreshed(false, step);
}

void Authorizer::timers(NextTimer& next) const {
  next.add("refresh", refresh_due_);
  for (const Request& request : requests_) {
    next.add(request.state == Request::State::Resting ? "auth-retry" : "auth", request.due);
  }
}

Authorizer::Request* Authorizer::asking(RequestId id) {
  for (Request& request : requests_) {
    if (request.id == id && request.state == Request::State::Asking) return &request;
  }
  return nullptr;
}

/// The request has its final answer, unless a refresh of the credentials may still change it.
void Authorizer::settle(Request& request, const Error& error, View body, Step& step) {
  request.due = kNever;
  if (error.code == Errc::AuthExpired && options_.auth.can_refresh && !request.refreshed) {
    request.refreshed = true;
    request.state = request.outdated ? Request::State::Queued : Request::State::Refreshing;
    if (!request.outdated && refresh_due_ == kNever) {
      refresh_due_ = step.now + options_.auth.timeout;
      step.does(effect::RefreshCredentials{});
    }
  } else {
    const auto at = requests_.begin() + (&request - requests_.data());
    const AuthKind kind = request.kind;
    const String channel = std::move(request.channel);
    requests_.erase(at);
    if (error.code == Errc::None) {
      client_.answered(kind, channel, body, step);
    } else {
      client_.denied(kind, channel, error, false, step);
    }
  }
}

/// The request asks again later.
void Authorizer::rest(Request& request, const Error& error, Millis at_least, Step& step) {
  request.state = Request::State::Resting;
  request.due = step.now + at_least + request.backoff.next(jitter_);
  if (kUses.connection_credentials && request.kind == AuthKind::Connection) {
    client_.postponed(error, at_least, step);
    return;
  }
  client_.denied(request.kind, request.channel, error, true, step);
}

void Authorizer::start_queued(Step& step) {
  std::uint32_t asking = 0;
  for (const Request& request : requests_)
    asking += request.state == Request::State::Asking ? 1U : 0U;
  for (Request& request : requests_) {
    if (asking >= options_.auth.max_concurrent) return;
    if (request.state != Request::State::Queued) continue;
    request.state = Request::State::Asking;
    request.outdated = false;
    request.due = step.now + options_.auth.timeout;
    // An attempt has no socket yet.
    const bool has_socket = !kUses.connection_credentials || request.kind != AuthKind::Connection;
    step.does(effect::Authorize{request.id, request.kind, Text(request.channel),
                                has_socket ? Text(socket_id_) : Text()});
    ++asking;
  }
}

#ifndef OREAD_LEAN
std::string_view Authorizer::broken_invariant(bool live) const {
  for (const Request& request : requests_) {
    if (!live && request.kind != AuthKind::Connection) return "requests end with their link";
  }
  std::uint32_t asking = 0;
  bool queued = false;
  bool refreshing = false;
  for (const Request& request : requests_) {
    asking += request.state == Request::State::Asking ? 1U : 0U;
    queued = queued || request.state == Request::State::Queued;
    refreshing = refreshing || request.state == Request::State::Refreshing;
  }
  if (asking > options_.auth.max_concurrent) return "no more requests are in progress than may be";
  if (queued && asking < options_.auth.max_concurrent)
    return "no request waits while there is a place";
  if (refreshing && refresh_due_ == kNever) return "a request waits for a refresh in progress";
  return {};
}
#endif

}  // namespace oread
