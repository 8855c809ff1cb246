// How a lean build passes effects to its host; included by effect.hpp.
#pragma once

#include <optional>
#include <type_traits>
#include <variant>

namespace oread {

/// The effect sink of a lean build: effects are appended piece by piece, as bytes, to the program's
/// only queue, which the program defines (wasm/border/outbox.cpp). Structs of effects are never
/// built: the compiler sees through them.
class EffectSink {
 public:
  /// The tag of an effect is its index in `Effect`; the tags of events follow.
  template <class T>
  [[gnu::always_inline]] static void take(const T& effect) {
    word(tag_of<T>());
    put_all(effect);
  }

 private:
  template <class T, class Variant>
  static constexpr unsigned kIndex = 0;
  template <class T, class First, class... Rest>
  static constexpr unsigned kIndex<T, std::variant<First, Rest...>> =
      std::is_same_v<T, First> ? 0 : 1 + kIndex<T, std::variant<Rest...>>;
  template <class T>
  static constexpr unsigned tag_of() {
    constexpr unsigned effects = std::variant_size_v<Effect>;
    constexpr unsigned index = kIndex<T, Effect>;
    return index < effects ? index : effects + kIndex<T, Event>;
  }

  template <class T>
  [[gnu::always_inline]] static void put_all(const T& whole) {
    T::fields(
        whole, [](const char*, const auto& field) __attribute__((always_inline)) { put(field); });
  }
  template <class T>
  [[gnu::always_inline]] static void put(const T& field) {
    if constexpr (std::is_enum_v<T> || std::is_arithmetic_v<T>) {
      word(static_cast<unsigned>(field));
    } else {
      put_all(field);
    }
  }
  template <class Tag>
  static void put(Id<Tag> id) {
    word(id.value);
  }
  static void put(Millis span) { number(static_cast<double>(span.count())); }
  static void put(Text borrowed) { text(borrowed); }
  static void put(const Member& member) {
    EffectSink::member(member.id, member.info, member.id_is_number);
  }
  static void put(const Error& error) {
    failure(static_cast<unsigned>(error.code), error.status, error.text);
  }
  static void put(const std::optional<Text>& maybe) {
    word(maybe.has_value());
    if (maybe) text(*maybe);
  }
  static void put(const List<Text>& list) {
    word(static_cast<unsigned>(list.size()));
    for (const Text one : list) text(one);
  }
  static void put(const List<Member>& list) {
    word(static_cast<unsigned>(list.size()));
    for (const Member& one : list) put(one);
  }

  // All numbers cross as doubles.
  static void number(double value);
  static void word(unsigned value);
  static void text(Text value);
  // In pieces, so that an error or member that is known here need not be built in memory first.
  static void failure(unsigned code, unsigned status, Text value);
  [[gnu::noinline]] static void member(Text id, Text info, bool id_is_number);
};

}  // namespace oread
