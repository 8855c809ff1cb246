// Decides which pages may connect.
#pragma once

#include <optional>
#include <string>

#include "oread/broker/options.hpp"

namespace oread::broker {

/// Whether the Origin header satisfies the app's policy. Anything other than "scheme://host[:port]"
/// does not.
bool origin_allowed(const App& app, const std::optional<std::string>& origin);

/// Whether `pattern` can be an entry of `App::origins`.
bool is_origin_pattern(std::string_view pattern);

}  // namespace oread::broker
