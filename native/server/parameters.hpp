// The parameters in a request's body, which is a form or JSON.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.hpp"

namespace oread::server {

using Parameters = std::map<std::string, std::string, std::less<>>;

/// "a=1&b=x+y", decoded; for equal names, the last one counts.
Parameters parse_form(std::string_view text);

/// The parsed body of `request` by its Content-Type: a form, or a JSON object. Strings and numbers
/// become plain values; other values are kept as JSON text. Returns nothing if it is neither.
std::optional<Parameters> body_parameters(const HttpRequest& request);

/// One parameter; empty if missing.
std::string parameter(const Parameters& parameters, std::string_view name);

}  // namespace oread::server
