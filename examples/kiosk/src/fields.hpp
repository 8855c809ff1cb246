// Reads the members of a JSON object that a stranger has sent, and remembers what is wrong.
#pragma once

#include <cstddef>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string>

#include "clock.hpp"
#include "text.hpp"

namespace kiosk {

class Fields {
 public:
  /// `where` is the name of the object in complaints: "incident".
  Fields(const nlohmann::json& object, std::string where)
      : object_(object), where_(std::move(where)) {
    if (!object.is_object()) problem_ = where_ + " is not an object";
  }

  /// What was wrong first; empty: nothing.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// A number or a text.
  std::string id() {
    const nlohmann::json* value = find("id");
    if (value != nullptr && value->is_number_integer()) return value->dump();
    if (value != nullptr && value->is_string()) {
      std::string text = plain(value->get_ref<const std::string&>(), 64);
      if (!text.empty()) return text;
    }
    return complain("id", "a number or a text");
  }

  /// A text that must be there, and not be empty.
  std::string text(const char* key, std::size_t most) {
    const nlohmann::json* value = find(key);
    if (value == nullptr || !value->is_string()) return complain(key, "a text");
    std::string out = plain(value->get_ref<const std::string&>(), most);
    return out.empty() ? complain(key, "a text that can be read") : out;
  }

  /// A text that may be missing or null.
  std::string optional_text(const char* key, std::size_t most) {
    const nlohmann::json* value = find(key);
    if (value == nullptr || value->is_null()) return {};
    if (!value->is_string()) return complain(key, "a text");
    return plain(value->get_ref<const std::string&>(), most);
  }

  /// An ISO 8601 time that may be missing or null, or one that this program has written: seconds.
  std::time_t optional_time(const char* key, std::time_t otherwise) {
    const nlohmann::json* value = find(key);
    if (value == nullptr || value->is_null()) return otherwise;
    if (value->is_number_integer()) {
      const auto seconds = value->get<std::int64_t>();
      if (seconds >= 0 && seconds <= kLastSecond) return static_cast<std::time_t>(seconds);
    }
    if (value->is_string()) {
      const auto at = parse_time(value->get_ref<const std::string&>());
      if (at.has_value() && *at >= 0 && *at <= kLastSecond) return *at;
    }
    complain(key, "a time such as 2026-11-14T09:00:00Z");
    return otherwise;
  }

 private:
  static constexpr std::int64_t kLastSecond = 253402300799;  // the year 9999

  const nlohmann::json* find(const char* key) const {
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
  }
  std::string complain(const char* key, const char* expected) {
    if (problem_.empty()) problem_ = where_ + "." + key + " is not " + expected;
    return {};
  }

  const nlohmann::json& object_;
  std::string where_;
  std::string problem_;
};

}  // namespace kiosk
