// The Pusher protocol, which the server speaks natively.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server.hpp"
#include "speech.hpp"

namespace oread::sim {
namespace {

class DirectGateway final : public Gateway {
 public:
  explicit DirectGateway(const GatewayPlace& place) : place_(place) {}

  void give(Input input) override { place_.engine.give(std::move(input)); }
  void carry_out(const effect::OpenLink& effect) override {
    place_.network.open(place_.client, effect.link, effect.url);
  }
  void carry_out(const effect::SendText& effect) override {
    place_.network.send(place_.client, effect.link, effect.text);
  }
  void carry_out(const effect::SendRequest& /*effect*/) override {}  // None is ever sent.
  void carry_out(const effect::CloseLink& effect) override {
    place_.network.close(place_.client, effect.link);
  }

 private:
  GatewayPlace place_;
};

class PusherSpeech final : public Speech {
 public:
  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return make_pusher(server_address());
  }
  [[nodiscard]] std::unique_ptr<Gateway> gateway(const GatewayPlace& place) const override {
    return std::make_unique<DirectGateway>(place);
  }

  [[nodiscard]] std::size_t client_events(const std::string& text) const override {
    return text.find("\"client-") == std::string::npos ? 0 : 1;
  }
  [[nodiscard]] std::optional<std::vector<std::string>> signatures(
      const std::string& text) const override {
    if (text.find("\"auth\"") == std::string::npos) return std::vector<std::string>{};
    const auto frame = nlohmann::json::parse(text, nullptr, false);
    if (!frame.is_object() || !frame.contains("data") || !frame["data"].is_object()) {
      return std::nullopt;
    }
    return std::vector<std::string>{frame["data"].value("auth", std::string())};
  }
  [[nodiscard]] std::optional<std::string> token(const std::string& /*url*/) const override {
    return std::nullopt;
  }
  [[nodiscard]] bool asks_for_peace(std::uint16_t code) const override {
    return code >= 4100 && code < 4200;
  }
  [[nodiscard]] bool can_ping() const override { return true; }
  // The server's activity timeout, and the longest wait for a pong.
  [[nodiscard]] Millis notices_silence_within() const override { return std::chrono::seconds(40); }
};

}  // namespace

PusherOptions server_address() {
  PusherOptions options;
  options.key = TheApp::kKey;
  options.host = "world.test";
  options.port = 80;
  options.tls = false;
  return options;
}

std::unique_ptr<Speech> pusher_speech() {
  return std::make_unique<PusherSpeech>();
}

}  // namespace oread::sim
