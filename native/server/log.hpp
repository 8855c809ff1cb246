// The dev server's log: one line per event.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oread::server {

/// Severity; `--quiet` omits Info.
enum class Level : std::uint8_t { Info, Good, Warn, Bad };

/// One line: what happened ("subscribed") and its details, in order. Values may be untrusted; the
/// printer escapes them.
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
