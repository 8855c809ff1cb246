#include "support/pusher/server.hpp"

#include <nlohmann/json.hpp>

#include "support/pusher/fixtures.hpp"
#include "support/strict_dialect.hpp"

namespace oread::test {

namespace {

using nlohmann::json;

class PusherServer final : public GoodServer {
 public:
  explicit PusherServer(PusherOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return strict(make_pusher(options_));
  }

  [[nodiscard]] std::vector<std::string> greeting(const std::string& socket_id) const override {
    return {welcome(socket_id)};
  }

  [[nodiscard]] std::string answer(const std::string& text) const override {
    const json sent = json::parse(text);
    const std::string event = sent.value("event", "");
    if (event == "pusher:ping") return frame("pusher:pong", json::object());
    if (event == "pusher:signin")
      return frame("pusher:signin_success", {{"user_data", R"({"id":"me"})"}});
    if (event != "pusher:subscribe") return {};
    const std::string channel = sent["data"]["channel"];
    return acked(channel, channel.starts_with("presence-") ? roster({{"me", {{"name", "Me"}}}})
                                                           : json::object());
  }

  [[nodiscard]] std::string acknowledgement(const std::string& channel) const override {
    return acked(channel,
                 channel.starts_with("presence-") ? roster({{"me", nullptr}}) : json::object());
  }

  [[nodiscard]] std::string grant(const effect::Authorize& request) const override {
    return json{{"auth", "for-socket:" + request.socket_id},
                {"shared_secret", std::string(43, 'A') + '='},
                {"channel_data", R"({"user_id":"me","user_info":{"name":"Me"}})"},
                {"user_data", R"({"id":"me"})"}}
        .dump();
  }

 private:
  PusherOptions options_;
};

}  // namespace

std::shared_ptr<const GoodServer> pusher_server(const PusherOptions& options) {
  return std::make_shared<PusherServer>(options);
}

std::shared_ptr<const GoodServer> usual_server() {
  return pusher_server();
}

}  // namespace oread::test
