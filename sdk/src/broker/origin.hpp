// Decides which pages may connect.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "oread/broker/options.hpp"

namespace oread::broker {

/// Whether the Origin header satisfies the app's policy. Anything other than "scheme://host[:port]"
/// does not.
bool origin_allowed(const App& app, const std::optional<std::string>& origin);

/// Whether the auth endpoint may be sent the cookies of this client. A page of another host could
/// open a connection with the cookies of its visitor, so it must be on the app's list; so must a
/// page without TLS, if the connection is `secure`. Clients without an Origin are not browsers.
bool may_send_cookies(const App& app, const std::optional<std::string>& origin,
                      std::string_view host, bool secure);

/// Whether `pattern` can be an entry of `App::origins`.
bool is_origin_pattern(std::string_view pattern);

}  // namespace oread::broker
