#include "clock.hpp"

#include <time.h>  // NOLINT(modernize-deprecated-headers): strptime and timegm

namespace kiosk {
namespace {

std::tm local(std::time_t at) {
  std::tm parts{};
  localtime_r(&at, &parts);
  return parts;
}

std::string formatted(const char* format, const std::tm& parts) {
  char text[32];
  return {text, std::strftime(text, sizeof text, format, &parts)};
}

std::string two_units(std::int64_t large, const char* large_unit, std::int64_t small,
                      const char* small_unit) {
  const std::string first = std::to_string(large) + large_unit;
  return small == 0 ? first : first + " " + std::to_string(small) + small_unit;
}

}  // namespace

std::string clock_time(std::time_t at) {
  return formatted("%H:%M:%S", local(at));
}

std::string moment(std::time_t at, std::time_t now) {
  const std::tm then = local(at);
  const std::tm today = local(now);
  const bool same = then.tm_yday == today.tm_yday && then.tm_year == today.tm_year;
  return formatted(same ? "%H:%M" : "%e %b %H:%M", then).substr(!same && then.tm_mday < 10 ? 1 : 0);
}

std::string duration(std::int64_t seconds) {
  if (seconds < 60) return std::to_string(seconds < 0 ? 0 : seconds) + " s";
  if (seconds < 3600) return std::to_string(seconds / 60) + " min";
  if (seconds < 86400) return two_units(seconds / 3600, " h", seconds % 3600 / 60, " min");
  return seconds < 2 * 86400L ? "1 day" : std::to_string(seconds / 86400) + " days";
}

std::optional<std::time_t> parse_time(const std::string& text) {
  std::tm parts{};
  const char* rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (rest == nullptr) return std::nullopt;
  if (*rest == '.') {
    do ++rest;
    while (*rest >= '0' && *rest <= '9');
  }
  const std::string zone = rest;
  if (zone != "Z" && zone != "+00:00") return std::nullopt;
  return timegm(&parts);
}

}  // namespace kiosk
