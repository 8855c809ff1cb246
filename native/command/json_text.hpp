// Fields of JSON that a stranger wrote.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace oread::command {

/// The text in this field, "" when there is none.
inline std::string text_in(const nlohmann::json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The whole number in this field, 0 when there is none that fits.
inline int number_in(const nlohmann::json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  if (found == json.end() || !found->is_number_integer()) return 0;
  const auto value = found->get<std::int64_t>();
  return value >= 0 && value <= 65'535 ? static_cast<int>(value) : 0;
}

}  // namespace oread::command
