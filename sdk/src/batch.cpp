// For hosts that want all effects of an input at once. A lean build has no such host.
#include "oread/engine.hpp"

#ifndef OREAD_LEAN
#include <utility>
#include <variant>

namespace oread {

namespace {

/// Keeps effects for a host that wants them all at once.
class Collector final : public EffectSink {
 public:
  Effects effects;

  void take(effect::OpenLink&& effect) override { keep(std::move(effect)); }
  void take(effect::SendText&& effect) override { keep(std::move(effect)); }
  void take(effect::CloseLink&& effect) override { keep(effect); }
  void take(effect::Authorize&& effect) override { keep(std::move(effect)); }
  void take(effect::CancelAuth&& effect) override { keep(effect); }
  void take(effect::RefreshCredentials&& effect) override { keep(effect); }
  void take(effect::LoadDecryption&& effect) override { keep(effect); }
  void take(effect::Decrypt&& effect) override { keep(std::move(effect)); }
  void take(effect::AddRoute&& effect) override { keep(std::move(effect)); }
  void take(effect::DropRoutes&& effect) override { keep(effect); }
  void take(effect::SendBinary&& effect) override { keep(std::move(effect)); }
  void take(effect::SendRequest&& effect) override { keep(std::move(effect)); }
  void take(event::ConnectionChanged&& news) override { tell(std::move(news)); }
  void take(event::RetryScheduled&& news) override { tell(std::move(news)); }
  void take(event::ConnectionError&& news) override { tell(std::move(news)); }
  void take(event::ChannelChanged&& news) override { tell(std::move(news)); }
  void take(event::Subscribed&& news) override { tell(std::move(news)); }
  void take(event::SubscribeFailed&& news) override { tell(std::move(news)); }
  void take(event::Message&& news) override { tell(std::move(news)); }
  void take(event::MemberJoined&& news) override { tell(std::move(news)); }
  void take(event::MemberLeft&& news) override { tell(std::move(news)); }
  void take(event::SubscriptionCount&& news) override { tell(std::move(news)); }
  void take(event::SignedIn&& news) override { tell(std::move(news)); }
  void take(event::SignInFailed&& news) override { tell(std::move(news)); }
  void take(event::WatchlistChanged&& news) override { tell(std::move(news)); }
  void take(event::WhisperSettled&& news) override { tell(news); }
  void take(event::Call&& news) override { tell(std::move(news)); }
  void take(event::Replied&& news) override { tell(std::move(news)); }

 private:
  template <class T>
  void keep(T&& effect) {
    effects.emplace_back(std::forward<T>(effect));
  }
  template <class T>
  void tell(T&& news) {
    effects.emplace_back(effect::Announce{Event(std::forward<T>(news))});
  }
};

}  // namespace

Effects Engine::handle(Input input, Time now) {
  Collector collector;
  std::visit([&](const auto& given) { handle(given, now, collector); }, input);
  return std::move(collector.effects);
}

}  // namespace oread
#endif
