// Reads inputs and options out of the bytes that the host wrote.
//
// The host is ours and generated from the same definition, so lengths are trusted; what a text
// contains is not. Texts are borrowed: they are good until the next input.
#pragma once

#include <cstring>
#include <utility>

#include "border/kind.hpp"

namespace oread::border {

/// A place in bytes that moves on as values are taken.
class Reader {
 public:
  explicit Reader(const char* at) : at_(at) {}

  std::uint8_t byte() { return static_cast<std::uint8_t>(*at_++); }
  [[gnu::noinline]] std::uint32_t number() { return take<std::uint32_t>(); }
  [[gnu::noinline]] double real() { return take<double>(); }
  std::uint16_t half() { return take<std::uint16_t>(); }
  [[gnu::noinline]] std::string_view text() {
    const auto size = number();
    at_ += size;
    return {at_ - size, size};
  }

 private:
  template <class T>
  T take() {
    T value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }

  const char* at_;
};

/// Fills `value` from the bytes.
template <class T>
void read(Reader& from, T& value) {
  if constexpr (is_byte<T>) {
    value = static_cast<T>(from.byte());
  } else if constexpr (std::is_same_v<T, std::uint16_t>) {
    value = from.half();
  } else if constexpr (std::is_same_v<T, std::uint32_t>) {
    value = from.number();
  } else if constexpr (is_id<T>) {
    value.value = from.number();
  } else if constexpr (std::is_same_v<T, Time>) {
    value = Time(Millis(static_cast<std::int64_t>(from.real())));
  } else if constexpr (is_text<T>) {
    value = from.text();
  } else {
    fields_of(value, [&from](const char*, auto& field) { read(from, field); });
  }
}

template <class Give, std::size_t... I>
void read_input(Reader& from, Give give, std::index_sequence<I...>) {
  const auto tag = from.byte();
  const auto one = [&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
    if (tag != J) return false;
    std::variant_alternative_t<J, Input> input{};
    read(from, input);
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

/// One option that the host may have left alone: NaN stands for the default.
[[gnu::noinline]] inline void override_with(double real, std::uint32_t& option) {
  if (real == real) option = static_cast<std::uint32_t>(real);
}
[[gnu::noinline]] inline void override_with(double real, Millis& option) {
  if (real == real) option = Millis(static_cast<std::int64_t>(real));
}
template <class T>
void override_with(double real, T& option) {
  if (real == real) option = static_cast<T>(static_cast<std::uint8_t>(real));
}

/// All quantities of `Options` in order, each an f64.
template <class T>
void read_options(Reader& from, T& options) {
  T::fields(options, [&from](const char*, auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    if constexpr (is_byte<F> || is_time<F> || std::is_arithmetic_v<F>) {
      override_with(from.real(), field);
    } else {
      read_options(from, field);
    }
  });
}

}  // namespace oread::border
