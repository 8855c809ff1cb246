#include "event_json.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

#include "oread/trace.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::ordered_json;

// The value as JSON if it is a string that contains some.
Json opened(const Json& value) {
  const auto* text = value.get_ptr<const Json::string_t*>();
  if (text == nullptr) return value;
  Json parsed = Json::parse(*text, nullptr, false);
  return parsed.is_discarded() ? value : parsed;
}

Json member(const Json& one) {
  return Json{{"id", one["id"]}, {"info", opened(one["info"])}};
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(
                          now - std::chrono::system_clock::from_time_t(seconds))
                          .count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + length, sizeof text - length, ".%03dZ", static_cast<int>(millis % 1000));
  return text;
}

}  // namespace

std::string json_line(const Event& event) {
  const Json fields = Json::parse(trace::to_text(event, trace::Zeros::Keep));
  Json out = {{"type", fields["kind"]}, {"time", utc_now()}};
  for (const auto& [key, value] : fields.items()) {
    if (key == "kind") continue;
    if (key == "data" || key == "userData") {
      out[key] = opened(value);
    } else if (key == "member") {
      out[key] = member(value);
    } else if (key == "members") {
      out[key] = Json::array();
      for (const Json& one : value) out[key].push_back(member(one));
    } else {
      out[key] = value;
    }
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace oread::command
