#include "server/redis/laravel_event.hpp"

#include <nlohmann/json.hpp>

namespace oread::server {
namespace {

// Keeps the order of keys, as the application's other broadcasters do.
using Json = nlohmann::ordered_json;

/// Nothing for a text that is not JSON, or has more levels than an event needs.
std::optional<Json> parse(std::string_view text) {
  constexpr int kMaxDepth = 500;
  bool is_deep = false;
  const auto keeps = [&is_deep](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
    is_deep = is_deep || depth > kMaxDepth;
    return !is_deep;
  };
  Json json = Json::parse(text, keeps, false);
  if (is_deep || json.is_discarded()) return std::nullopt;
  return json;
}

}  // namespace

std::optional<LaravelEvent> read_laravel_event(std::string_view payload) {
  std::optional<Json> message = parse(payload);
  if (!message || !message->is_object()) return std::nullopt;
  const auto event = message->find("event");
  const auto data = message->find("data");
  if (event == message->end() || !event->is_string() || data == message->end()) {
    return std::nullopt;
  }
  LaravelEvent read;
  read.event = event->get<std::string>();
  if (data->is_object()) data->erase("socket");
  // Invalid UTF-8 has been rejected by the parser.
  read.data = data->dump();
  const auto socket = message->find("socket");
  if (socket != message->end() && socket->is_string()) read.socket_id = socket->get<std::string>();
  return read;
}

}  // namespace oread::server
