// Writes effects as bytes while they arise: one queue for all that one input caused.
#pragma once

#include "border/places.hpp"

namespace oread::border {

/// Of each effect or event its tag, then its fields in order. It keeps its memory from call to
/// call.
class Outbox final : public EffectSink {
 public:
  void clear() { bytes_.clear(); }
  [[nodiscard]] const char* data() const { return bytes_.data(); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }

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
  [[gnu::always_inline]] void put(std::uint8_t first_tag, const T& value) {
    Places<8> places;
    places.template add<false>(value, value);
    put(static_cast<std::uint8_t>(first_tag + index_in<T, Variant>), &value, places.at,
        places.count);
  }

  /// Appends the tag and the places of a struct in order.
  void put(std::uint8_t tag, const void* whole, const Place* places, std::size_t count);
  void raw(const void* from, std::size_t size);
  void number(std::uint32_t value) { raw(&value, sizeof value); }
  void text(Text text);

  String bytes_;
};

}  // namespace oread::border
