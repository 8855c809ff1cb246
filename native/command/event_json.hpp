// An engine event as one line of JSON, for `--json`.
#pragma once

#include <string>

#include "oread/event.hpp"

namespace oread::command {

/// {"type":"message","time":"2026-01-31T12:00:00.123Z","channel":"news",…}. The fields are those of
/// event.hpp; `data`, `info` and `userData` appear as JSON if they are JSON, and otherwise as a
/// string.
std::string json_line(const Event& event);

}  // namespace oread::command
