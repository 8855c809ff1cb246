// POST events and POST batch_events.
#include "broker/http/endpoints.hpp"
#include "broker/http/info.hpp"
#include "broker/publish.hpp"
#include "oread/result.hpp"
#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread::broker::http {
namespace {

using json::Kind;

struct Item {
  Publication publication;
  Info info;
};

Error bad(std::string text) {
  return {Errc::BadFrame, 400, std::move(text)};
}

/// The channels of an event: `channel`, or the list `channels`; null counts as missing. Nothing if
/// they are malformed.
std::optional<std::vector<std::string>> read_channels(const json::Value& one,
                                                      const json::Value& many) {
  std::vector<std::string> out;
  if (one.is(Kind::String)) out.push_back(one.to_string());
  if (one && !one.is(Kind::String) && !one.is(Kind::Null)) return std::nullopt;
  if (!many || many.is(Kind::Null)) return out;
  if (!many.is(Kind::Array)) return std::nullopt;
  json::Array list(many.text());
  for (json::Value each; list.next(each);) {
    if (!each.is(Kind::String)) return std::nullopt;
    out.push_back(each.to_string());
  }
  return out;
}

Result<Item> read_item(std::string_view text) {
  static constexpr auto kWanted = names("name", "data", "channel", "channels", "socket_id", "info");
  json::Value fields[6];
  if (!json::read_fields(text, kWanted, fields)) {
    return bad("The body is not a JSON object, or contains a key twice");
  }
  const auto& [name, data, channel, channels, socket_id, info] = fields;
  Item item;
  if (!name.is(Kind::String)) return bad("name must be a string");
  item.publication.event = name.to_string();
  if (!data.is(Kind::String)) {
    return bad("data must be a string; encode objects as JSON text");
  }
  item.publication.data = data.to_string();
  auto list = read_channels(channel, channels);
  if (!list) return bad("channel must be a string, channels a list of strings");
  item.publication.channels = *std::move(list);
  if (socket_id && !socket_id.is(Kind::String) && !socket_id.is(Kind::Null)) {
    return bad("socket_id must be a string");
  }
  item.publication.socket_id = socket_id.to_string();
  const auto wanted = parse_info(info.to_string());
  if (!wanted) return bad("info accepts user_count and subscription_count");
  item.info = *wanted;
  return item;
}

Result<Item> read_checked(const Hub& hub, std::string_view text) {
  auto item = read_item(text);
  if (!item) return item;
  if (auto error = refusal_of(item.value().publication, hub.options.limits)) {
    return *std::move(error);
  }
  return item;
}

/// {"user_count":…} of one channel.
std::string attributes(const Hub& hub, const AppState& app, const std::string& channel,
                       const Info& info) {
  std::string out;
  append_info(out, hub, app, channel, *classify(channel, channel.size()), info);
  return "{" + (out.empty() ? out : out.substr(1)) + "}";
}

std::string channels_json(const Hub& hub, const AppState& app, const Item& item) {
  std::string out;
  json::Writer write(out);
  write.object().key("channels").object();
  std::set<std::string_view> done;
  for (const std::string& each : item.publication.channels) {
    if (done.insert(each).second) write.key(each).raw(attributes(hub, app, each, item.info));
  }
  write.close_object().close_object();
  return out;
}

Response refusal_from(const Error& error) {
  return refusal(error.status, error.text);
}

}  // namespace

Response post_events(Hub& hub, const Call& call) {
  const auto item = read_checked(hub, call.body);
  if (!item) return refusal_from(item.error());
  publish(hub, call.app, item.value().publication);
  return item.value().info.any() ? ok(channels_json(hub, call.app, item.value())) : ok();
}

Response post_batch_events(Hub& hub, const Call& call) {
  static constexpr auto kWanted = names("batch");
  json::Value fields[1];
  if (!json::read_fields(call.body, kWanted, fields) || !fields[0].is(Kind::Array)) {
    return refusal(400, "The body must be a JSON object with a list named batch");
  }
  std::vector<Item> items;
  bool any_info = false;
  json::Array batch(fields[0].text());
  for (json::Value each; batch.next(each);) {
    if (items.size() == hub.options.limits.batch_events) {
      return refusal(400, "The maximum size of a batch is " +
                              std::to_string(hub.options.limits.batch_events) + " events");
    }
    auto item = read_checked(hub, each.text());
    if (!item) {
      return refusal(item.error().status,
                     "Event " + std::to_string(items.size()) + ": " + item.error().text);
    }
    any_info = any_info || item.value().info.any();
    items.push_back(std::move(item).value());
  }
  for (const Item& each : items) publish(hub, call.app, each.publication);
  if (!any_info) return ok();
  std::string out = "{\"batch\":[";
  for (const Item& each : items) {
    if (&each != &items.front()) out += ',';
    out += attributes(hub, call.app, each.publication.channels.front(), each.info);
  }
  return ok(out + "]}");
}

}  // namespace oread::broker::http
