// Writes effects as bytes, one queue for all that one input caused.
#pragma once

#include "border/kind.hpp"

namespace oread::border {

/// The byte queue. It keeps its memory from call to call.
class Writer {
 public:
  void clear() { bytes_.clear(); }
  [[nodiscard]] const char* data() const { return bytes_.data(); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }

  [[gnu::noinline]] void raw(const void* from, std::uint32_t size) {
    bytes_.append(static_cast<const char*>(from), size);
  }
  [[gnu::noinline]] void byte(std::uint8_t value) { raw(&value, 1); }
  [[gnu::noinline]] void number(std::uint32_t value) { raw(&value, sizeof value); }
  [[gnu::noinline]] void real(double value) { raw(&value, sizeof value); }
  [[gnu::noinline]] void text(const std::string& value) {
    const auto size = static_cast<std::uint32_t>(value.size());
    number(size);
    raw(value.data(), size);
  }

 private:
  std::string bytes_;
};

/// Appends `value`.
template <class T>
void write(Writer& to, const T& value) {
  if constexpr (is_byte<T>) {
    to.byte(static_cast<std::uint8_t>(value));
  } else if constexpr (std::is_same_v<T, std::uint16_t>) {
    to.raw(&value, sizeof value);
  } else if constexpr (std::is_same_v<T, std::uint32_t>) {
    to.number(value);
  } else if constexpr (is_id<T>) {
    to.number(value.value);
  } else if constexpr (std::is_same_v<T, Millis>) {
    to.real(static_cast<double>(value.count()));
  } else if constexpr (std::is_same_v<T, std::string>) {
    to.text(value);
  } else if constexpr (is_optional<T>) {
    to.byte(value.has_value());
    if (value) write(to, *value);
  } else if constexpr (is_vector<T>) {
    to.number(static_cast<std::uint32_t>(value.size()));
    for (const auto& item : value) write(to, item);
  } else {
    fields_of(value, [&to](const char*, const auto& field) { write(to, field); });
  }
}

template <class V, std::size_t... I>
void write_variant(Writer& to, std::uint8_t first_tag, const V& variant,
                   std::index_sequence<I...>) {
  to.byte(static_cast<std::uint8_t>(first_tag + variant.index()));
  const auto put = [&to](const auto& alternative) { write(to, alternative); };
  (void)((variant.index() == I && (put(*std::get_if<I>(&variant)), true)) || ...);
}

/// One event: its tag, then its fields in order.
inline void write_event(Writer& to, const Event& event) {
  write_variant(to, kEventTag, event, std::make_index_sequence<std::variant_size_v<Event>>());
}

/// One effect; an announced event stands for itself.
inline void write_effect(Writer& to, const Effect& effect) {
  if (const auto* news = std::get_if<effect::Announce>(&effect))
    return write_event(to, news->event);
  // Announce is the last alternative, and has just been dealt with.
  write_variant(to, 0, effect, std::make_index_sequence<std::variant_size_v<Effect> - 1>());
}

}  // namespace oread::border
