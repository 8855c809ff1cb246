#include "support/socketio/server.hpp"

#include <nlohmann/json.hpp>

#include "dialect/socketio/packet.hpp"
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
    const bool has_namespaces = options_.client.namespaces;
    json open = {{"sid", options_.is_old || has_namespaces ? socket_id : "engine"},
                 {"upgrades", options_.upgrades ? json::array({"websocket"}) : json::array()},
                 {"pingInterval", kPingInterval.count()},
                 {"pingTimeout", kPingTimeout.count()}};
    if (!options_.is_old) open["maxPayload"] = 1'000'000;
    if (has_namespaces && !options_.is_old) return {framed('0' + open.dump())};
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
    if (options_.client.namespaces) return framed(connected_to(channel));
    // Other channels are not acknowledged: anything that proves life will do.
    if (!channel.starts_with("presence-")) return framed("6");
    const json member = {{"user_id", "me"}, {"user_info", {{"name", "Me"}}}, {"socketId", "1.1"}};
    return framed("42" +
                  json::array({"presence:subscribed", channel, json::array({member})}).dump());
  }

  [[nodiscard]] std::string grant(const effect::Authorize& request) const override {
    if (options_.client.namespaces) return R"({"token":"for-socket:)" + request.socket_id + "\"}";
    return R"({"headers":{"Authorization":"for-socket:)" + request.socket_id + "\"}}";
  }

 private:
  [[nodiscard]] std::string connected_to(const std::string& space) const {
    if (space == "/") return options_.is_old ? "3" : R"(40{"sid":"S1"})";
    return "40" + space + ',' + (options_.is_old ? "" : R"({"sid":"S2"})");
  }
  /// What a server of namespaces answers.
  [[nodiscard]] std::string answer_in_namespace(View packet) const {
    socketio::Packet read;
    if (!packet.starts_with('4') || socketio::read_packet(packet.substr(1), read) != nullptr)
      return {};
    const std::string space(read.space);
    if (read.type == socketio::Packet::Type::Connect) return framed(connected_to(space));
    if (read.type != socketio::Packet::Type::Event || read.id.empty()) return {};
    return framed("43" + (space == "/" ? "" : space + ',') + std::string(read.id) + "[]");
  }
  [[nodiscard]] std::string answer_packet(View packet) const {
    if (packet == "2") return framed("3");
    if (options_.client.namespaces) return answer_in_namespace(packet);
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
