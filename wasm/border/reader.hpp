// Reads inputs and options out of the bytes that the host wrote: numbers as f64, unaligned and
// little-endian, texts behind their length.
//
// The host is ours and generated from the same definition, but it carries what an app gave it:
// every length is checked against what is there. What is missing reads as 0 or as an empty text,
// and `complete` tells. Texts are borrowed: they are good until the next input.
#pragma once

#include <type_traits>
#include <utility>

#include "border/crosses.hpp"
#include "oread/input.hpp"

namespace oread::border {

/// A place in the inbox that moves on as values are taken.
class Reader {
 public:
  static void start(View given);
  /// Everything was there, and nothing is left.
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
    if constexpr (kCrosses<One>) {
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

/// Reads one input, its tag and then its fields in order, and gives it to `give`. False, and
/// nothing given: the bytes are no input.
template <class Give>
[[gnu::always_inline]] inline bool read_input(Give give) {
  return read_input(give, std::make_index_sequence<std::variant_size_v<Input>>());
}

}  // namespace oread::border
