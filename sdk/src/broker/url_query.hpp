// Query strings and percent-encoding, as the HTTP API signs them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace oread::broker {

/// What `text` says, or nothing when an escape is broken. `plus_is_space` for queries.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

/// `text` with everything but unreserved characters escaped.
std::string percent_encoded(std::string_view text);

/// Decoded parameters by lower-case name, in the order in which they are signed. The values of a
/// repeated or array-valued name ("info[]=a&info[]=b", "info[0]=a") are joined by commas, which is
/// what the official PHP SDK signs.
using Query = std::map<std::string, std::string>;

/// Nothing when an escape is broken, or one of the `auth_` parameters or `body_md5` occurs twice or
/// as an array: what is signed must not be able to say two things.
std::optional<Query> parse_query(std::string_view text);

/// The first readable value of `name`; whatever else stands in `text` does not matter. For
/// handshakes, where nothing is signed and unknown parameters are none of our business.
std::optional<std::string> first_value(std::string_view text, std::string_view name);

/// "a=1&b=2": all parameters but `auth_signature`, not escaped.
std::string signed_text(const Query& query);

/// The value of `name`, or empty.
std::string_view value_of(const Query& query, std::string_view name);

}  // namespace oread::broker
