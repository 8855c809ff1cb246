#include "server/parameters.hpp"

#include <nlohmann/json.hpp>

namespace oread::server {
namespace {

std::string form_decoded(std::string_view text) {
  std::string spaced(text);
  for (char& c : spaced) {
    if (c == '+') c = ' ';
  }
  return percent_decoded(spaced);
}

/// Deeper JSON than any of our endpoints accepts: printing it would recurse too deep.
constexpr int kDepthMost = 16;

std::optional<Parameters> parse_json(const std::string& text) {
  const auto shallow = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    return depth <= kDepthMost;
  };
  const nlohmann::json json = nlohmann::json::parse(text, shallow, false);
  if (!json.is_object()) return std::nullopt;
  Parameters out;
  for (const auto& [name, value] : json.items()) {
    const auto* string = value.get_ptr<const nlohmann::json::string_t*>();
    out[name] = string != nullptr
                    ? *string
                    : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  return out;
}

}  // namespace

Parameters parse_form(std::string_view text) {
  Parameters out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.empty()) continue;
    out[form_decoded(pair.substr(0, equals))] =
        form_decoded(pair.substr(std::min(equals + 1, pair.size())));
  }
  return out;
}

std::optional<Parameters> body_parameters(const HttpRequest& request) {
  const bool json = request.content_type.find("json") != std::string::npos;
  const bool form = request.content_type.find("x-www-form-urlencoded") != std::string::npos;
  if (json) return parse_json(request.body);
  if (form || request.content_type.empty()) return parse_form(request.body);
  return std::nullopt;
}

std::string parameter(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string() : found->second;
}

}  // namespace oread::server
