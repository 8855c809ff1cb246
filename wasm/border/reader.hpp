// Reads inputs and options out of the bytes that the host wrote.
//
// The host is ours and generated from the same definition, so lengths are trusted; what a text
// contains is not.
#pragma once

#include <cstring>
#include <utility>

#include "border/kind.hpp"

namespace oread::border {

/// A place in bytes that moves on as values are taken.
class Reader {
 public:
  explicit Reader(const std::uint8_t* at) : at_(at) {}

  std::uint8_t byte() { return *at_++; }
  [[gnu::noinline]] std::uint32_t number() { return take<std::uint32_t>(); }
  [[gnu::noinline]] double real() { return take<double>(); }
  std::uint16_t half() { return take<std::uint16_t>(); }
  [[gnu::noinline]] void text(std::string& out) {
    const auto size = number();
    out.assign(reinterpret_cast<const char*>(at_), size);
    at_ += size;
  }

 private:
  template <class T>
  T take() {
    T value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }

  const std::uint8_t* at_;
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
  } else if constexpr (std::is_same_v<T, std::string>) {
    from.text(value);
  } else {
    fields_of(value, [&from](const char*, auto& field) { read(from, field); });
  }
}

template <std::size_t... I>
Input read_input(Reader& from, std::index_sequence<I...>) {
  Input input;
  const auto tag = from.byte();
  const auto fill = [&](auto& alternative) { read(from, alternative); };
  (void)((tag == I && (fill(input.emplace<I>()), true)) || ...);
  return input;
}

/// One input: its tag, then its fields in order. An unknown tag reads as the first alternative.
inline Input read_input(Reader& from) {
  return read_input(from, std::make_index_sequence<std::variant_size_v<Input>>());
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
