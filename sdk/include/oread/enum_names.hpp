// The names of enumerators, as used in traces, in JSON and in JavaScript. Those of `Errc` are in
// error.hpp.
#pragma once

#include <cstddef>
#include <string_view>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/event.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"

namespace oread {

// The name of a value; empty for what is not an enumerator. A switch, so that an enumerator without
// a name does not compile.

constexpr std::string_view enum_name(ConnectionStatus value) {
  switch (value) {
    case ConnectionStatus::Initialized: return "initialized";
    case ConnectionStatus::Connecting: return "connecting";
    case ConnectionStatus::Connected: return "connected";
    case ConnectionStatus::Reconnecting: return "reconnecting";
    case ConnectionStatus::Unavailable: return "unavailable";
    case ConnectionStatus::Disconnected: return "disconnected";
  }
  return {};
}

constexpr std::string_view enum_name(ChannelState value) {
  switch (value) {
    case ChannelState::Waiting: return "waiting";
    case ChannelState::Preparing: return "preparing";
    case ChannelState::Authorizing: return "authorizing";
    case ChannelState::Subscribing: return "subscribing";
    case ChannelState::Subscribed: return "subscribed";
    case ChannelState::Failed: return "failed";
    case ChannelState::Left: return "left";
  }
  return {};
}

constexpr std::string_view enum_name(AuthKind value) {
  switch (value) {
    case AuthKind::Channel: return "channel";
    case AuthKind::User: return "user";
    case AuthKind::Connection: return "connection";
  }
  return {};
}

constexpr std::string_view enum_name(WakeReason value) {
  switch (value) {
    case WakeReason::Visible: return "visible";
    case WakeReason::Resumed: return "resumed";
    case WakeReason::Asked: return "asked";
  }
  return {};
}

constexpr std::string_view enum_name(OnFatal value) {
  switch (value) {
    case OnFatal::Stop: return "stop";
    case OnFatal::RetrySlowly: return "retry-slowly";
  }
  return {};
}

constexpr std::string_view enum_name(Errc value) {
  return name(value);
}

/// The number of enumerators, whose values are 0, 1, 2, ….
template <class E>
constexpr std::size_t enum_count() {
  std::size_t count = 0;
  while (!enum_name(static_cast<E>(count)).empty()) ++count;
  return count;
}

/// Sets `out` to the enumerator with this name. Returns false if there is none.
template <class E>
constexpr bool enum_value(std::string_view name, E& out) {
  for (std::size_t i = 0; i < enum_count<E>(); ++i) {
    const auto candidate = static_cast<E>(i);
    if (enum_name(candidate) != name) continue;
    out = candidate;
    return true;
  }
  return false;
}

}  // namespace oread
