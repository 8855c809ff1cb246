// Reads inputs and options out of the bytes that the host wrote.
//
// The host is ours and generated from the same definition, so lengths are trusted; what a text
// contains is not. Texts are borrowed: they are good until the next input.
#pragma once

#include <utility>

#include "border/places.hpp"

namespace oread::border {

/// A place in bytes that moves on as values are taken.
class Reader {
 public:
  explicit Reader(const char* at) : at_(at) {}

  std::uint8_t byte() { return static_cast<std::uint8_t>(*at_++); }

  template <class T>
  void read(T& value) {
    Places<8> places;
    places.template add<false>(value, value);
    fill(&value, places.at, places.count);
  }

  template <class T>
  void read_options(T& options) {
    Places<64> places;
    places.template add<true>(options, options);
    fill(&options, places.at, places.count);
  }

 private:
  /// Fills the places of a struct in order.
  void fill(void* whole, const Place* places, std::size_t count);

  template <class T>
  T take() {
    T value;
    __builtin_memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  Text text();

  const char* at_;
};

template <class Give, std::size_t... I>
void read_input(Reader& from, Give give, std::index_sequence<I...>) {
  const auto tag = from.byte();
  const auto one = [&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
    if (tag != J) return false;
    std::variant_alternative_t<J, Input> input{};
    from.read(input);
    give(input);
    return true;
  };
  (void)(one(std::integral_constant<std::size_t, I>{}) || ...);
}

/// Reads one input, its tag and then its fields in order, and gives it to `give`. An unknown tag is
/// no input.
template <class Give>
void read_input(Reader& from, Give give) {
  read_input(from, give, std::make_index_sequence<std::variant_size_v<Input>>());
}

}  // namespace oread::border
