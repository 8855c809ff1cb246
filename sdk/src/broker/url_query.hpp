// Query strings and percent-encoding, in the form that the HTTP API signs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace oread::broker {

/// `text` decoded, or nothing if an escape is invalid. `plus_is_space` for queries.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

/// `text` with everything but unreserved characters escaped.
std::string percent_encoded(std::string_view text);

/// Decoded parameters by lower-case name, in the order in which they are signed. The values of a
/// repeated or array-valued name ("info[]=a&info[]=b", "info[0]=a") are joined by commas, as the
/// official PHP SDK signs them.
using Query = std::map<std::string, std::string>;

/// Nothing if an escape is invalid, or if one of the `auth_` parameters or `body_md5` occurs twice
/// or as an array: what is signed must not be ambiguous.
std::optional<Query> parse_query(std::string_view text);

/// The first valid value of `name`; ignores everything else in `text`. For handshakes, where
/// nothing is signed and unknown parameters are allowed.
std::optional<std::string> first_value(std::string_view text, std::string_view name);

/// "a=1&b=2": all parameters but `auth_signature`, not escaped.
std::string signed_text(const Query& query);

/// The value of `name`, or empty.
std::string_view value_of(const Query& query, std::string_view name);

}  // namespace oread::broker
