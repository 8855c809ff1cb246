// What the harness knows of a dialect.
#pragma once

#include <span>
#include <string_view>

namespace fuzz {

/// Texts that a server, an endpoint or an app of this dialect may give; fewer than 200.
std::span<const std::string_view> texts();

}  // namespace fuzz
