#include "conform/expand.hpp"

#include <cctype>

namespace oread::conform {
namespace {

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

struct Place {
  std::size_t begin = 0;
  std::size_t size = 0;  ///< With both braces.
  std::string name;
};

/// The next {name} at or after `from`. JSON cannot contain one: its braces are followed by quotes.
std::optional<Place> find_place(const std::string& text, std::size_t from) {
  for (std::size_t at = text.find('{', from); at != std::string::npos;
       at = text.find('{', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end > at + 1 && end < text.size() && text[end] == '}') {
      return Place{at, end + 1 - at, text.substr(at + 1, end - at - 1)};
    }
  }
  return std::nullopt;
}

Json expand_text(const std::string& text, const Names& names) {
  std::string out;
  std::size_t from = 0;
  while (const auto place = find_place(text, from)) {
    const std::optional<Json> value = names(place->name);
    if (value && place->size == text.size()) return *value;
    out += text.substr(from, place->begin - from);
    out += value ? plain_text(*value) : text.substr(place->begin, place->size);
    from = place->begin + place->size;
  }
  return out + text.substr(from);
}

void collect(const Json& value, std::vector<std::string>& out) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    for (auto place = find_place(text, 0); place;
         place = find_place(text, place->begin + place->size)) {
      out.push_back(place->name);
    }
  } else if (value.is_structured()) {
    for (const Json& each : value) collect(each, out);
  }
}

}  // namespace

std::string plain_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : json_text(value);
}

std::string json_text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool has_text(const Json& value, const char* key, std::string_view text) {
  if (!value.is_object()) return false;
  const auto found = value.find(key);
  return found != value.end() && found->is_string() && found->get_ref<const std::string&>() == text;
}

Json expand(const Json& value, const Names& names) {
  if (value.is_string()) return expand_text(value.get_ref<const std::string&>(), names);
  if (value.is_array()) {
    Json out = Json::array();
    for (const Json& each : value) out.push_back(expand(each, names));
    return out;
  }
  if (!value.is_object()) return value;
  Json out = Json::object();
  for (const auto& [key, each] : value.items()) {
    out[plain_text(expand_text(key, names))] = expand(each, names);
  }
  return out;
}

std::vector<std::string> placeholders(const Json& value) {
  std::vector<std::string> out;
  collect(value, out);
  return out;
}

}  // namespace oread::conform
