// Placeholders in case files: "private-{u}", "{A.socket_id}", "{row.name}".
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oread::conform {

using Json = nlohmann::ordered_json;

/// The value of a name, or nothing if it is not known.
using Names = std::function<std::optional<Json>(const std::string& name)>;

/// `value` with every known {name} in its texts replaced; unknown ones stay. A text that consists
/// of one placeholder becomes the value itself, of any type.
Json expand(const Json& value, const Names& names);

/// The placeholders that `value` contains, for complaints.
std::vector<std::string> placeholders(const Json& value);

/// A value as text: a string as it is, everything else as JSON.
std::string plain_text(const Json& value);

/// A value as JSON. What a testee sent may hold invalid UTF-8, which becomes U+FFFD here;
/// nlohmann's dump() throws at it.
std::string json_text(const Json& value);

/// True if the object `value` has the text `text` at `key`.
bool has_text(const Json& value, const char* key, std::string_view text);

}  // namespace oread::conform
