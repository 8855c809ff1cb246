// The kinds of values that fields of inputs, effects and options have, and the first tag of the
// events. For the generator.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>

#include "oread/effect.hpp"
#include "oread/ids.hpp"
#include "oread/input.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread::border {

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<List<T>> = true;

template <class T>
inline constexpr bool is_time =
    std::is_same_v<T, Time> || std::is_same_v<T, Millis> || std::is_same_v<T, Span>;

template <class T>
inline constexpr bool is_text = std::is_same_v<T, String> || std::is_same_v<T, Text>;

/// An announced event has the tag `kEventTag` + its index: the events' tags follow the effects'.
inline constexpr std::uint8_t kEventTag = std::variant_size_v<Effect>;

/// `Error` has no `fields()`.
void error_fields(auto& error, auto&& field) {
  field("code", error.code);
  field("status", error.status);
  field("text", error.text);
}

/// The fields of any struct that crosses the border.
void fields_of(auto& value, auto&& field) {
  using T = std::remove_cvref_t<decltype(value)>;
  if constexpr (std::is_same_v<T, Error>) {
    error_fields(value, field);
  } else {
    T::fields(value, field);
  }
}

}  // namespace oread::border
