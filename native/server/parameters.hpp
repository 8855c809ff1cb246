// The parameters of a request's body, whether it is a form or JSON.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.hpp"

namespace oread::server {

using Parameters = std::map<std::string, std::string, std::less<>>;

/// "a=1&b=x+y", decoded; of equal names the last one counts.
Parameters parse_form(std::string_view text);

/// The body of `request` by its Content-Type: a form, or a JSON object whose strings and numbers
/// count and whose other values are kept as JSON text. Nothing when it is neither.
std::optional<Parameters> body_parameters(const HttpRequest& request);

/// One of them; empty when it is missing.
std::string parameter(const Parameters& parameters, std::string_view name);

}  // namespace oread::server
