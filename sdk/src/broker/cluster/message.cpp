#include "broker/cluster/message.hpp"

#include <algorithm>

#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread::broker::cluster {
namespace {

constexpr Kind kKinds[] = {Kind::Ask,   Kind::Begin, Kind::Facts,   Kind::Cached,    Kind::End,
                           Kind::Alive, Kind::Event, Kind::Whisper, Kind::Terminate, Kind::Leave};

constexpr std::size_t kMaxNodeId = 64;

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::Ask: return "ask";
    case Kind::Begin: return "begin";
    case Kind::Facts: return "facts";
    case Kind::Cached: return "cached";
    case Kind::End: return "end";
    case Kind::Alive: return "alive";
    case Kind::Event: return "event";
    case Kind::Whisper: return "whisper";
    case Kind::Terminate: return "terminate";
    case Kind::Leave: return "leave";
  }
  return {};
}

bool is_node_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxNodeId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

std::optional<Message> read_message(std::string_view text) {
  static constexpr auto kWanted = names("from", "number", "kind");
  json::Value fields[3];
  if (!json::read_fields(text, kWanted, fields)) return std::nullopt;
  const auto& [from, number, kind] = fields;
  Message message;
  message.from = from.to_string();
  message.number =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, number.integer().value_or(0)));
  message.body = text;
  const std::string wanted = kind.to_string();
  const auto* const found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                         [&](Kind each) { return name(each) == wanted; });
  if (found == std::end(kKinds) || message.number == 0 || !is_node_id(message.from)) {
    return std::nullopt;
  }
  message.kind = *found;
  return message;
}

std::string write_message(std::string_view from, std::uint64_t number, Kind kind,
                          std::string_view rest) {
  std::string out;
  out.reserve(rest.size() + 96);
  json::Writer(out)
      .object()
      .member("from", from)
      .key("number")
      .integer(static_cast<std::int64_t>(number))
      .member("kind", name(kind));
  return out.append(rest).append("}");
}

}  // namespace oread::broker::cluster
