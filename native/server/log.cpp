#include "server/log.hpp"

#include <nlohmann/json.hpp>

namespace oread::server {

std::string_view name(Level level) {
  switch (level) {
    case Level::Info: return "info";
    case Level::Good: return "good";
    case Level::Warn: return "warn";
    case Level::Bad: return "bad";
  }
  return "info";
}

std::string json_line(const LogLine& line, std::int64_t unix_ms) {
  nlohmann::ordered_json json;
  json["time_ms"] = unix_ms;
  json["level"] = name(line.level);
  json["what"] = line.what;
  for (const auto& [key, value] : line.fields) json[std::string(key)] = value;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace oread::server
