#include "support/socketio/server.hpp"

#include <nlohmann/json.hpp>

#include "dialect/socketio/payload.hpp"
#include "support/strict_dialect.hpp"

namespace oread::test {

namespace {

using nlohmann::json;
using socketio::Revision;

class SocketIoServer final : public GoodServer {
 public:
  explicit SocketIoServer(SocketIoServerOptions options)
      : options_(std::move(options)), polls_(options_.client.transports.starts_with("polling")) {}

  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return strict(make_socketio(options_.client));
  }

  [[nodiscard]] std::vector<std::string> greeting(const std::string& socket_id) const override {
    json open = {{"sid", options_.is_old ? socket_id : "engine"},
                 {"upgrades", options_.upgrades ? json::array({"websocket"}) : json::array()},
                 {"pingInterval", kPingInterval.count()},
                 {"pingTimeout", kPingTimeout.count()}};
    if (!options_.is_old) open["maxPayload"] = 1'000'000;
    const std::string connected = options_.is_old ? "40" : R"(40{"sid":")" + socket_id + "\"}";
    return {framed('0' + open.dump()), framed(connected)};
  }

  [[nodiscard]] std::string answer(const std::string& text) const override {
    if (text == "2probe") return "3probe";
    std::string answers;
    socketio::Payload payload(text, socketio::revision_of(text));
    for (View packet; payload.next(packet);) answers += answer_packet(packet);
    return answers;
  }

  [[nodiscard]] std::string acknowledgement(const std::string& channel) const override {
    // Other channels are not acknowledged: anything that proves life will do.
    if (!channel.starts_with("presence-")) return framed("6");
    const json member = {{"user_id", "me"}, {"user_info", {{"name", "Me"}}}, {"socketId", "1.1"}};
    return framed("42" +
                  json::array({"presence:subscribed", channel, json::array({member})}).dump());
  }

  [[nodiscard]] std::string grant(const effect::Authorize& request) const override {
    return R"({"headers":{"Authorization":"for-socket:)" + request.socket_id + "\"}}";
  }

 private:
  [[nodiscard]] std::string answer_packet(View packet) const {
    if (packet == "2") return framed("3");
    if (!packet.starts_with("42")) return {};
    const json event = json::parse(packet.substr(2), nullptr, false);
    if (!event.is_array() || event[0] != "subscribe") return {};
    const std::string channel = event[1]["channel"];
    return channel.starts_with("presence-") ? acknowledgement(channel) : "";
  }
  /// As it arrives on the carrier.
  [[nodiscard]] std::string framed(const std::string& packet) const {
    if (!polls_) return packet;
    std::string body;
    socketio::append_packet(body, packet, options_.is_old ? Revision::Third : Revision::Fourth);
    return body;
  }

  SocketIoServerOptions options_;
  bool polls_;
};

}  // namespace

std::shared_ptr<const GoodServer> socketio_server(const SocketIoServerOptions& options) {
  return std::make_shared<SocketIoServer>(options);
}

}  // namespace oread::test
