// The names of types and enumerators, for the generator.
#pragma once

#include <string_view>
#include <vector>

#include "oread/enum_names.hpp"
#include "oread/error.hpp"
#include "oread/event.hpp"

namespace oread::border {

/// The TypeScript name of a type. `Error` is renamed, because it would hide JavaScript's.
template <class T>
struct TypeName;
template <>
struct TypeName<Error> {
  static constexpr const char* kName = "Failure";
};
template <>
struct TypeName<Member> {
  static constexpr const char* kName = "Member";
};
template <>
struct TypeName<Errc> {
  static constexpr const char* kName = "Errc";
};
template <>
struct TypeName<ConnectionStatus> {
  static constexpr const char* kName = "ConnectionStatus";
};
template <>
struct TypeName<ChannelState> {
  static constexpr const char* kName = "ChannelState";
};
template <>
struct TypeName<AuthKind> {
  static constexpr const char* kName = "AuthKind";
};
template <>
struct TypeName<WakeReason> {
  static constexpr const char* kName = "WakeReason";
};
template <>
struct TypeName<OnFatal> {
  static constexpr const char* kName = "OnFatal";
};

/// The stable names of an enumeration's values, in order.
template <class E>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < enum_count<E>(); ++i) out.push_back(enum_name(static_cast<E>(i)));
  return out;
}

}  // namespace oread::border
