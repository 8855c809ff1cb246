// What the dev server tells whoever watches it: one line for one thing that happened.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oread::server {

/// How much somebody should care; `--quiet` leaves out Info.
enum class Level : std::uint8_t { Info, Good, Warn, Bad };

/// One line: what happened ("subscribed"), with its particulars in order. Values may come from
/// strangers: whoever prints them makes them safe.
struct LogLine {
  Level level = Level::Info;
  std::string_view what;
  std::vector<std::pair<std::string_view, std::string>> fields;
};

using Log = std::function<void(const LogLine&)>;

/// The line as one JSON object: {"time_ms":…,"level":"info","what":"subscribed",…}.
std::string json_line(const LogLine& line, std::int64_t unix_ms);

std::string_view name(Level level);

}  // namespace oread::server
