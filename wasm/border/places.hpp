// Where in a struct its fields stand, and of what kind they are, as a few numbers: one loop for all
// structs is much smaller than code for each field of each struct.
#pragma once

#include "border/kind.hpp"

namespace oread::border {

enum class Kind : std::uint16_t {
  Byte,        ///< bool and enumerations.
  Half,        ///< uint16.
  Number,      ///< uint32 and ids.
  Whole,       ///< Time and Millis: f64 on the way.
  View,        ///< A borrowed text.
  Kept,        ///< A text that is kept (only read).
  MaybeView,   ///< A borrowed text that may be absent.
  Views,       ///< A list of texts.
  Members,     ///< A list of members.
  OptionByte,  ///< Quantities of the options: f64 on the way, NaN for the default (only read).
  OptionNumber,
  OptionWhole,
};

/// Kind and offset of one field.
using Place = std::uint16_t;
inline constexpr unsigned kOffsetBits = 10;

template <class T>
constexpr Kind kind_of() {
  if constexpr (is_byte<T>) {
    return Kind::Byte;
  } else if constexpr (std::is_same_v<T, std::uint16_t>) {
    return Kind::Half;
  } else if constexpr (std::is_same_v<T, std::uint32_t> || is_id<T>) {
    return Kind::Number;
  } else if constexpr (is_time<T>) {
    return Kind::Whole;
  } else if constexpr (std::is_same_v<T, std::optional<Text>>) {
    return Kind::MaybeView;
  } else if constexpr (std::is_same_v<T, List<Text>>) {
    return Kind::Views;
  } else if constexpr (std::is_same_v<T, List<Member>>) {
    return Kind::Members;
  } else if constexpr (std::is_same_v<T, Text>) {
    return Kind::View;
  } else {
    static_assert(std::is_same_v<T, String>);
    return Kind::Kept;
  }
}

/// The kinds of what stands in `Options`.
template <class T>
constexpr Kind option_kind_of() {
  switch (kind_of<T>()) {
    case Kind::Byte: return Kind::OptionByte;
    case Kind::Number: return Kind::OptionNumber;
    default: return Kind::OptionWhole;
  }
}

template <class T>
inline constexpr bool is_struct = std::is_class_v<T> && !is_id<T> && !is_time<T> &&
                                  !is_optional<T> && !is_vector<T> && !is_text<T>;

/// The places of `T`, in order; at most `kMost`.
template <std::size_t kMost>
struct Places {
  Place at[kMost];
  std::size_t count = 0;

  template <bool is_options, class T, class Whole>
  [[gnu::always_inline]] void add(const T& value, const Whole& whole) {
    if constexpr (is_struct<T>) {
      fields_of(
          value, [&](const char*, const auto& field)
                     __attribute__((always_inline)) { add<is_options>(field, whole); });
    } else {
      constexpr auto kKind = is_options ? option_kind_of<T>() : kind_of<T>();
      const auto offset =
          reinterpret_cast<const char*>(&value) - reinterpret_cast<const char*>(&whole);
      at[count++] =
          static_cast<Place>(static_cast<Place>(kKind) << kOffsetBits | static_cast<Place>(offset));
    }
  }
};

}  // namespace oread::border
