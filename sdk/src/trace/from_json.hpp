// Reads anything with `fields` from a JSON object; an absent field keeps its value.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "trace/to_json.hpp"

namespace oread::trace {

template <class T>
bool from_json(const Json& json, T& out);

/// Returns false if a field has the wrong type, or a member of the object is not a field; `problem`
/// then names it.
template <class T>
bool read_fields(const Json& json, T& out, std::string& problem) {
  if (!json.is_object()) {
    problem = "not an object";
    return false;
  }
  std::size_t used = 0;
  T::fields(out, [&](const char* name, auto& field) {
    const auto at = json.find(name);
    if (at == json.end()) return;
    ++used;
    if (problem.empty() && !from_json(*at, field)) problem = name;
    if constexpr (std::is_same_v<std::decay_t<decltype(field)>, std::string>) {
      if (!problem.empty() || !is_binary(name)) return;
      auto bytes = from_hex(field);
      if (bytes) field = std::move(*bytes);
      if (!bytes) problem = name;
    }
  });
  for (const auto& member : json.items()) {
    const std::string& key = member.key();
    bool known = key == "kind";
    T::fields(out, [&](const char* name, auto&) { known = known || key == name; });
    if (problem.empty() && !known) problem = key;
  }
  return problem.empty();
}

template <class T>
bool from_json(const Json& json, T& out) {
  if constexpr (std::is_same_v<T, bool>) {
    const auto* value = json.get_ptr<const Json::boolean_t*>();
    if (value != nullptr) out = *value;
    return value != nullptr;
  } else if constexpr (std::is_same_v<T, std::string>) {
    const auto* value = json.get_ptr<const Json::string_t*>();
    if (value != nullptr) out = *value;
    return value != nullptr;
  } else if constexpr (std::is_enum_v<T>) {
    const auto* value = json.get_ptr<const Json::string_t*>();
    return value != nullptr && enum_value(*value, out);
  } else if constexpr (std::is_integral_v<T>) {
    // One above the largest signed number would be read as a negative one.
    const auto* whole = json.get_ptr<const Json::number_unsigned_t*>();
    if (whole != nullptr && *whole > INT64_MAX) return false;
    const auto* value = json.get_ptr<const Json::number_integer_t*>();
    if (value == nullptr || static_cast<std::int64_t>(static_cast<T>(*value)) != *value)
      return false;
    out = static_cast<T>(*value);
    return true;
  } else if constexpr (IsId<T>::value) {
    return from_json(json, out.value);
  } else if constexpr (std::is_same_v<T, Span>) {
    std::int32_t count = 0;
    if (!from_json(json, count)) return false;
    out = Span{count};
    return true;
  } else if constexpr (std::is_same_v<T, Millis> || std::is_same_v<T, Time>) {
    // The engine adds times, so a time must be a number that JavaScript can hold.
    constexpr std::int64_t kMost = (std::int64_t{1} << 53) - 1;
    std::int64_t count = 0;
    if (!from_json(json, count) || count > kMost || count < -kMost) return false;
    out = T{Millis{count}};
    return true;
  } else {
    std::string problem;
    return read_fields(json, out, problem);
  }
}

}  // namespace oread::trace
