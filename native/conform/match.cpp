#include "conform/match.hpp"

#include <array>
#include <regex>

#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

using Mismatch = std::optional<std::string>;

constexpr std::array<const char*, 11> kOperators{"$type", "$regex", "$encoded", "$loose",
                                                 "$any",  "$not",   "$absent",  "$range",
                                                 "$has",  "$size",  "$length"};

std::string brief(const Json* value) {
  if (value == nullptr) return "missing";
  std::string text = value->dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > 160) text = text.substr(0, 157) + "...";
  return text;
}

std::string at(const std::string& place) {
  return place.empty() ? "it" : place;
}

Mismatch differs(const Json* value, const std::string& expected, const std::string& place) {
  return at(place) + " is " + brief(value) + ", expected " + expected;
}

/// The operator of a pattern, or "".
std::string operator_of(const Json& pattern) {
  if (!pattern.is_object() || pattern.size() != 1) return {};
  const std::string key = pattern.begin().key();
  return !key.empty() && key.front() == '$' ? key : std::string();
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "integer") return value.is_number_integer();
  return type == value.type_name();
}

std::optional<Json> decoded(const Json* value) {
  if (value == nullptr || !value->is_string()) return std::nullopt;
  Json out = foreign_json(value->get_ref<const std::string&>());
  if (out.is_discarded()) return std::nullopt;
  return out;
}

Mismatch apply_logic(const std::string& op, const Json* value, const Json& argument,
                     const std::string& place) {
  if (op == "$absent") {
    return value == nullptr ? Mismatch() : differs(value, "nothing", place);
  }
  if (op == "$not") {
    if (mismatch(value, argument, place)) return std::nullopt;
    return at(place) + " is " + brief(value);
  }
  std::string all;
  for (const Json& each : argument) {
    const Mismatch why = mismatch(value, each, place);
    if (!why) return std::nullopt;
    all += (all.empty() ? "" : "; or ") + *why;
  }
  return all;
}

Mismatch apply_list(const std::string& op, const Json* value, const Json& argument,
                    const std::string& place) {
  if (!value->is_structured()) return differs(value, "a list", place);
  if (op == "$size") {
    const Json size = value->size();
    return mismatch(&size, argument, place + ".size");
  }
  for (const Json& wanted : argument) {
    bool found = false;
    for (const Json& each : *value) found = found || matches(each, wanted);
    if (!found) return differs(value, "to contain " + json_text(wanted), place);
  }
  return std::nullopt;
}

Mismatch apply(const std::string& op, const Json* value, const Json& argument,
               const std::string& place) {
  if (op == "$absent" || op == "$not" || op == "$any") {
    return apply_logic(op, value, argument, place);
  }
  if (op == "$loose" || op == "$encoded") {
    const std::optional<Json> inner = decoded(value);
    Mismatch why = inner ? mismatch(&*inner, argument, place)
                         : differs(value, "a string that contains JSON", place);
    if (!why || op == "$encoded") return why;
    return mismatch(value, argument, place);
  }
  if (value == nullptr) return differs(value, json_text(Json{{op, argument}}), place);
  if (op == "$type") {
    const std::string type = argument.get<std::string>();
    return has_type(*value, type) ? Mismatch() : differs(value, "of type " + type, place);
  }
  if (op == "$has" || op == "$size") return apply_list(op, value, argument, place);
  if (op == "$range") {
    const bool inside = value->is_number() && *value >= argument[0] && *value <= argument[1];
    return inside ? Mismatch()
                  : differs(value, json_text(argument[0]) + " to " + json_text(argument[1]), place);
  }
  if (!value->is_string()) return differs(value, "a string", place);
  const auto& text = value->get_ref<const std::string&>();
  if (op == "$length") {
    const Json length = text.size();
    return mismatch(&length, argument, place + ".length");
  }
  // std::regex needs stack for each character.
  constexpr std::size_t kMaxText = 4096;
  const bool found =
      text.size() <= kMaxText && std::regex_search(text, std::regex(argument.get<std::string>()));
  return found ? Mismatch() : differs(value, "to match " + argument.get<std::string>(), place);
}

}  // namespace

Mismatch mismatch(const Json* value, const Json& pattern, const std::string& place) {
  if (const std::string op = operator_of(pattern); !op.empty()) {
    return apply(op, value, pattern.begin().value(), place);
  }
  if (value == nullptr) return differs(value, json_text(pattern), place);
  if (pattern.is_object()) {
    if (!value->is_object()) return differs(value, "an object", place);
    for (const auto& [key, each] : pattern.items()) {
      const auto found = value->find(key);
      const Json* inner = found == value->end() ? nullptr : &*found;
      std::string inside = place;
      if (!inside.empty()) inside += '.';
      if (auto why = mismatch(inner, each, inside += key)) return why;
    }
    return std::nullopt;
  }
  if (pattern.is_array() && value->is_array() && value->size() == pattern.size()) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (auto why = mismatch(&(*value)[i], pattern[i], place + "[" + std::to_string(i) + "]")) {
        return why;
      }
    }
    return std::nullopt;
  }
  return *value == pattern ? Mismatch() : differs(value, json_text(pattern), place);
}

std::optional<std::string> wrong_pattern(const Json& pattern) {
  const std::string op = operator_of(pattern);
  if (!op.empty()) {
    bool known = false;
    for (const char* each : kOperators) known = known || op == each;
    if (!known) return "there is no operator " + op;
    const Json& argument = pattern.begin().value();
    if ((op == "$type" || op == "$regex") && !argument.is_string()) return op + " needs a string";
    if ((op == "$any" || op == "$has") && !argument.is_array()) return op + " needs a list";
    if (op == "$range" && (!argument.is_array() || argument.size() != 2)) {
      return op + " needs a list of two numbers";
    }
  }
  if (!pattern.is_structured()) return std::nullopt;
  for (const Json& each : pattern) {
    if (auto why = wrong_pattern(each)) return why;
  }
  return std::nullopt;
}

}  // namespace oread::conform
