// Events as short strings, for a test's journal: "message news headline {…}".
#pragma once

#include <string>

#include "oread/event.hpp"

namespace oread::native {

std::string brief(const Event& event);

/// Whether every error in it says what happened and what to do.
bool is_in_words(const Event& event);

}  // namespace oread::native
