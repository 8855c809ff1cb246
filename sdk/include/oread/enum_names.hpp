// The names of enumerators, as used in traces, in JSON and in JavaScript. Those of `Errc` are in
// error.hpp.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>
#include <type_traits>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/event.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"

namespace oread {

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
constexpr std::size_t enum_count() {
  if constexpr (std::is_same_v<E, Errc>) {
    return kErrcs;
  } else {
    return std::size(EnumNames<E>::kNames);
  }
}

template <class E>
constexpr std::string_view enum_name(E value) {
  if constexpr (std::is_same_v<E, Errc>) {
    return name(value);
  } else {
    return EnumNames<E>::kNames[static_cast<std::size_t>(value)];
  }
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
