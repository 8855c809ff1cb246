// Enumerators by name, as they stand in traces.
#pragma once

#include <cstddef>
#include <string_view>

#include "oread/effect.hpp"
#include "oread/event.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"

namespace oread::trace {

/// The names of an enumeration, in the order of its values.
template <class E>
struct EnumNames;

template <>
struct EnumNames<ConnectionStatus> {
  static constexpr std::string_view kNames[] = {"initialized",  "connecting",  "connected",
                                                "reconnecting", "unavailable", "disconnected"};
};
template <>
struct EnumNames<ChannelState> {
  static constexpr std::string_view kNames[] = {
      "waiting", "preparing", "authorizing", "subscribing", "subscribed", "failed", "left"};
};
template <>
struct EnumNames<AuthKind> {
  static constexpr std::string_view kNames[] = {"channel", "user"};
};
template <>
struct EnumNames<WakeReason> {
  static constexpr std::string_view kNames[] = {"visible", "resumed", "asked"};
};
template <>
struct EnumNames<OnFatal> {
  static constexpr std::string_view kNames[] = {"stop", "retry-slowly"};
};

template <class E>
std::string_view enum_name(E value) {
  if constexpr (std::is_same_v<E, Errc>) {
    return name(value);
  } else {
    return EnumNames<E>::kNames[static_cast<std::size_t>(value)];
  }
}

/// False: no enumerator has this name.
template <class E>
bool enum_value(std::string_view text, E& out) {
  for (int i = 0; i < 256; ++i) {
    const auto candidate = static_cast<E>(i);
    if constexpr (std::is_same_v<E, Errc>) {
      if (static_cast<std::size_t>(i) >= kErrcs) return false;
    } else {
      if (static_cast<std::size_t>(i) >= std::size(EnumNames<E>::kNames)) return false;
    }
    if (enum_name(candidate) == text) {
      out = candidate;
      return true;
    }
  }
  return false;
}

}  // namespace oread::trace
