// The local time of day, as the output of the command shows it.
#pragma once

#include <ctime>
#include <string>

namespace oread::command {

/// "09:41:00".
inline std::string clock_time(std::time_t unix_seconds) {
  std::tm local{};
  localtime_r(&unix_seconds, &local);
  char text[16];
  const std::size_t length = std::strftime(text, sizeof text, "%H:%M:%S", &local);
  return {text, length};
}

}  // namespace oread::command
