// What may go wrong in a world, and how often. Every number is per client and 100 virtual seconds,
// or a percentage where noted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace oread::sim {

struct Weather {
  std::string name;
  bool slow = false;              ///< Delays up to 2 s instead of 80 ms.
  std::uint32_t drops = 0;        ///< The link ends without a close.
  std::uint32_t half_opens = 0;   ///< The link stays open, but nothing passes.
  std::uint32_t closes = 0;       ///< The server closes with some code, with or without a reason.
  std::uint32_t restarts = 0;     ///< The server crashes or drains, and restarts.
  std::uint32_t garbage = 0;      ///< A text that is not a frame, or an unexpected frame.
  std::uint32_t bad_greets = 0;   ///< Percentage of links that do not start with a greeting.
  std::uint32_t bad_auth = 0;     ///< Percentage of auth requests that fail in some way.
  std::uint32_t offline = 0;      ///< The network goes down, the host may report it, it comes back.
  std::uint32_t sleeps = 0;       ///< The host is frozen for a while, a second or an hour.
  std::uint32_t throttles = 0;    ///< Timers of a background tab run late.
  std::uint32_t suspensions = 0;  ///< pagehide and pageshow.
  std::uint32_t echoes = 0;       ///< Input from dead links, repeated responses, old times.
};

/// One kind of trouble each, and all together.
inline std::vector<Weather> weathers() {
  Weather storm{.name = "storm", .slow = true};
  storm.drops = storm.half_opens = storm.closes = storm.restarts = storm.garbage = 2;
  storm.offline = storm.sleeps = storm.throttles = storm.suspensions = 1;
  storm.bad_greets = storm.bad_auth = 15;
  storm.echoes = 10;
  return {
      {.name = "calm"},
      {.name = "drops", .slow = true, .drops = 8},
      {.name = "half_opens", .half_opens = 4},
      {.name = "closes", .drops = 1, .closes = 8},
      {.name = "restarts", .restarts = 5},
      {.name = "garbage", .drops = 2, .garbage = 30, .bad_greets = 30},
      {.name = "bad_auth", .slow = true, .drops = 4, .bad_auth = 40},
      {.name = "offline", .half_opens = 1, .offline = 5},
      {.name = "sleeps", .drops = 1, .sleeps = 3, .throttles = 2, .suspensions = 2},
      {.name = "echoes", .drops = 4, .restarts = 1, .echoes = 60},
      storm,
  };
}

}  // namespace oread::sim
