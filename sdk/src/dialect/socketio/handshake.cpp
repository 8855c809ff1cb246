#include "dialect/socketio/handshake.hpp"

#include <algorithm>

#include "support/json_scan.hpp"

namespace oread::socketio {

namespace {

/// A number from 0 to 2^31 − 1; anything else counts as 0.
std::uint32_t number_of(const json::Value& value) {
  constexpr std::int64_t kMax = 0x7fff'ffff;
  const std::int64_t number = value.integer().value_or(0);
  return number < 0 || number > kMax ? 0 : static_cast<std::uint32_t>(number);
}

/// Ids go into addresses as they are.
bool is_id(View text) {
  return !text.empty() && text.size() <= kIdMax &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.' || c == '~';
         });
}

}  // namespace

bool read_handshake(View json, Scratch& scratch, Handshake& out) {
  static constexpr auto kWanted =
      names("sid", "pingInterval", "pingTimeout", "maxPayload", "upgrades");
  json::Value fields[5];
  if (!json::read_fields(json, kWanted, fields) || !fields[0].is(json::Kind::String)) return false;
  out.id = scratch.text_of(fields[0]);
  out.ping_interval = Millis{number_of(fields[1])};
  out.ping_timeout = Millis{number_of(fields[2])};
  out.max_payload = number_of(fields[3]);
  json::Array upgrades(fields[4].text());
  for (json::Value one; upgrades.next(one);)
    out.can_upgrade = out.can_upgrade || scratch.text_of(one) == "websocket";
  return is_id(out.id);
}

}  // namespace oread::socketio
