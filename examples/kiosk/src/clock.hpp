// Times and durations in words.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>

#include "oread/time.hpp"

namespace kiosk {

/// The two clocks of a board: the wall clock is for reading, the other one never jumps.
struct Now {
  std::time_t wall = 0;
  oread::Time steady{};
};

/// "12:04:31".
std::string clock_time(std::time_t at);

/// "12:04", or "14 Nov 12:04" if that is not today.
std::string moment(std::time_t at, std::time_t now);

/// "12 s", "3 min", "2 h 5 min", "4 days".
std::string duration(std::int64_t seconds);

/// The time in an ISO 8601 text as servers write it: "2026-11-14T09:00:00.000000Z", in UTC.
std::optional<std::time_t> parse_time(const std::string& text);

}  // namespace kiosk
