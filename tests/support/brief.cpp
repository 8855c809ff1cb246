#include "support/brief.hpp"

#include <nlohmann/json.hpp>

#include "oread/trace.hpp"

namespace oread::test {

namespace {

void append(std::string& out, const nlohmann::ordered_json& value) {
  if (value.is_object() || value.is_array()) {
    for (const auto& element : value) append(out, element);
  } else {
    if (!out.empty()) out += ' ';
    out += value.is_string() ? value.get<std::string>() : value.dump();
  }
}

}  // namespace

std::string brief(const Effect& effect) {
  std::string out;
  append(out, nlohmann::ordered_json::parse(trace::to_text(effect)));
  return out;
}

std::vector<std::string> brief(const Effects& effects) {
  std::vector<std::string> out;
  out.reserve(effects.size());
  for (const Effect& effect : effects) out.push_back(brief(effect));
  return out;
}

bool is_like(std::string_view text, std::string_view pattern) {
  std::size_t at = 0;
  bool anchored = true;
  while (true) {
    const std::size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const std::size_t found =
        star == std::string_view::npos && !anchored && text.size() >= at + piece.size()
            ? (text.ends_with(piece) ? text.size() - piece.size() : std::string_view::npos)
            : text.find(piece, at);
    if (found == std::string_view::npos || (anchored && found != at)) return false;
    at = found + piece.size();
    if (star == std::string_view::npos) return at == text.size();
    pattern.remove_prefix(star + 1);
    anchored = false;
  }
}

}  // namespace oread::test
