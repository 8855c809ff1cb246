// Reads fields of untrusted JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace oread::command {

/// The string in this field, or "".
inline std::string text_in(const nlohmann::json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The integer in this field, or 0 if it is missing or out of range.
inline int number_in(const nlohmann::json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  if (found == json.end() || !found->is_number_integer()) return 0;
  const auto value = found->get<std::int64_t>();
  return value >= 0 && value <= 65'535 ? static_cast<int>(value) : 0;
}

}  // namespace oread::command
