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
    bytes_.append({static_cast<const char*>(from), size});
  }
  [[gnu::noinline]] void byte(std::uint8_t value) { raw(&value, 1); }
  [[gnu::noinline]] void number(std::uint32_t value) { raw(&value, sizeof value); }
  [[gnu::noinline]] void real(double value) { raw(&value, sizeof value); }
  [[gnu::noinline]] void text(const char* text, std::uint32_t size) {
    number(size);
    raw(text, size);
  }

 private:
  String bytes_;
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
  } else if constexpr (is_text<T>) {
    to.text(value.data(), static_cast<std::uint32_t>(value.size()));
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

/// The engine's effects as they arise: of each its tag, then its fields in order.
class Outbox final : public EffectSink, public Writer {
 public:
  void take(effect::OpenLink&& effect) override { put<Effect>(0, effect); }
  void take(effect::SendText&& effect) override { put<Effect>(0, effect); }
  void take(effect::CloseLink&& effect) override { put<Effect>(0, effect); }
  void take(effect::Authorize&& effect) override { put<Effect>(0, effect); }
  void take(effect::CancelAuth&& effect) override { put<Effect>(0, effect); }
  void take(effect::RefreshCredentials&& effect) override { put<Effect>(0, effect); }
  void take(effect::LoadDecryption&& effect) override { put<Effect>(0, effect); }
  void take(effect::Decrypt&& effect) override { put<Effect>(0, effect); }
  void take(effect::AddRoute&& effect) override { put<Effect>(0, effect); }
  void take(effect::DropRoutes&& effect) override { put<Effect>(0, effect); }
  void take(event::ConnectionChanged&& news) override { put<Event>(kEventTag, news); }
  void take(event::RetryScheduled&& news) override { put<Event>(kEventTag, news); }
  void take(event::ConnectionError&& news) override { put<Event>(kEventTag, news); }
  void take(event::ChannelChanged&& news) override { put<Event>(kEventTag, news); }
  void take(event::Subscribed&& news) override { put<Event>(kEventTag, news); }
  void take(event::SubscribeFailed&& news) override { put<Event>(kEventTag, news); }
  void take(event::Message&& news) override { put<Event>(kEventTag, news); }
  void take(event::MemberJoined&& news) override { put<Event>(kEventTag, news); }
  void take(event::MemberLeft&& news) override { put<Event>(kEventTag, news); }
  void take(event::SubscriptionCount&& news) override { put<Event>(kEventTag, news); }
  void take(event::SignedIn&& news) override { put<Event>(kEventTag, news); }
  void take(event::SignInFailed&& news) override { put<Event>(kEventTag, news); }
  void take(event::WatchlistChanged&& news) override { put<Event>(kEventTag, news); }
  void take(event::WhisperSettled&& news) override { put<Event>(kEventTag, news); }

 private:
  template <class Variant, class T>
  void put(std::uint8_t first_tag, const T& value) {
    byte(static_cast<std::uint8_t>(first_tag + index_in<T, Variant>));
    write(static_cast<Writer&>(*this), value);
  }
};

}  // namespace oread::border
