// Reads inputs and options from the bytes that the host wrote: numbers as f64, unaligned and
// little-endian; texts after their length.
//
// The host's code is generated from the same definitions, but it passes on an app's values, so
// every length is checked against the bytes that are left. A missing value reads as 0 or as an
// empty text, and `complete` then returns false. Texts are views, which are valid until the next
// input.
#pragma once

#include <type_traits>
#include <utility>

#include "border/crosses.hpp"
#include "oread/input.hpp"

namespace oread::border {

/// A position in the inbox, which advances with each value.
class Reader {
 public:
  static void start(View given);
  /// No value was missing, and nothing is left.
  [[nodiscard]] static bool complete();

  /// The fields of a struct, in order.
  template <class T>
  [[gnu::always_inline]] static void read(T& whole) {
    T::fields(
        whole, [](const char*, auto& field) __attribute__((always_inline)) { take(field); });
  }
  [[gnu::noinline]] static double number();
  /// A number that is a count, a code or an id.
  [[gnu::noinline]] static std::uint32_t word();
  [[gnu::noinline]] static Time moment(double value);

 private:
  template <class T>
  [[gnu::always_inline]] static void take(T& field) {
    field = static_cast<T>(word());
  }
  template <class Tag>
  static void take(Id<Tag>& id) {
    id.value = word();
  }
  static void take(Time& field) { field = moment(number()); }
  static void take(Text& field) { field = text(); }

  static Text text();
};

template <class Give, std::size_t... I>
[[gnu::always_inline]] inline bool read_input(Give give, std::index_sequence<I...>) {
  const auto tag = Reader::word();
  const auto one = [&]<std::size_t J>(std::integral_constant<std::size_t, J>)
      __attribute__((always_inline)) {
    using One = std::variant_alternative_t<J, Input>;
    if constexpr (kCrosses<kBuild, One>) {
      if (tag != J) return false;
      One input{};
      Reader::read(input);
      if (!Reader::complete()) return false;
      give(input);
      return true;
    } else {
      return false;
    }
  };
  return (one(std::integral_constant<std::size_t, I>{}) || ...);
}

/// Reads one input (its tag, then its fields in order) and passes it to `give`. Returns false
/// without calling `give` if the bytes are not an input.
template <class Give>
[[gnu::always_inline]] inline bool read_input(Give give) {
  return read_input(give, std::make_index_sequence<std::variant_size_v<Input>>());
}

}  // namespace oread::border
