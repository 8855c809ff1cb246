// JSON that a server sent.
#pragma once

#include <string>

#include "conform/expand.hpp"

namespace oread::conform {

/// Parses it. Discarded (`Json::is_discarded`) if it is not JSON, or nests deeper than 100 levels:
/// a server may send it as deep as it likes, and writing it takes stack for each level.
Json foreign_json(const std::string& text);

}  // namespace oread::conform
