// The smallest complete host: it drives one engine over a transport that the caller provides.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "oread/engine.hpp"

namespace guide {

/// What the host needs from its surroundings.
struct Transport {
  std::function<oread::Time()> now;  ///< A monotonic clock.
  std::function<void(std::optional<oread::Time>)> wake_at;
  std::function<void(oread::LinkId, const std::string& url)> open;
  std::function<void(oread::LinkId, const std::string& text)> send;
  std::function<void(oread::LinkId, int code)> close;
  std::function<void(const oread::Event&)> notify;
};

class Host {
 public:
  Host(oread::Engine engine, Transport transport)
      : engine_(std::move(engine)), transport_(std::move(transport)) {}

  /// Reports what happened, or what the app wants.
  void give(oread::Input input) {
    queue_.push_back(std::move(input));
    if (running_) return;  // caused by an effect: the loop below takes it
    running_ = true;
    while (!queue_.empty()) {
      oread::Input next = std::move(queue_.front());
      queue_.pop_front();
      for (const auto& effect : engine_.handle(std::move(next), transport_.now())) {
        std::visit([this](const auto& one) { perform(one); }, effect);
      }
    }
    running_ = false;
    transport_.wake_at(engine_.deadline());
  }

 private:
  void perform(const oread::effect::OpenLink& one) { transport_.open(one.link, one.url); }
  void perform(const oread::effect::SendText& one) { transport_.send(one.link, one.text); }
  void perform(const oread::effect::CloseLink& one) { transport_.close(one.link, one.code); }
  void perform(const oread::effect::Announce& one) { transport_.notify(one.event); }

  // This host has no auth endpoint and cannot decrypt. It says so, and the engine reports it.
  void perform(const oread::effect::Authorize& one) {
    give(oread::in::AuthFailed{one.request, true, "this host has no auth endpoint", 0});
  }
  void perform(const oread::effect::LoadDecryption&) {
    give(oread::in::DecryptionReady{false, "this host cannot decrypt"});
  }
  void perform(const oread::effect::Decrypt& one) {
    give(oread::in::Decrypted{one.request, false, {}});
  }
  void perform(const oread::effect::RefreshCredentials&) { give(oread::in::Refreshed{false}); }

  void perform(const oread::effect::CancelAuth&) {}  // requests end immediately
  void perform(const oread::effect::AddRoute&) {}    // routes are optional
  void perform(const oread::effect::DropRoutes&) {}
  // The Pusher protocol has neither binary messages nor links that requests carry.
  void perform(const oread::effect::SendBinary&) {}
  void perform(const oread::effect::SendRequest&) {}

  oread::Engine engine_;
  Transport transport_;
  std::deque<oread::Input> queue_;
  bool running_ = false;
};

}  // namespace guide
