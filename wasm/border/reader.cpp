#include "border/reader.hpp"

namespace oread::border {

namespace {
const char* g_at;
}

void Reader::start(const char* at) {
  g_at = at;
}

double Reader::number() {
  double value;
  __builtin_memcpy(&value, g_at, sizeof value);
  g_at += sizeof value;
  return value;
}

std::uint32_t Reader::word() {
  // A conversion would come with code for what does not fit: the lowest bits of the sum are the
  // number itself.
  const double biased = number() + 4503599627370496.0;  // 2^52
  std::uint64_t bits;
  __builtin_memcpy(&bits, &biased, sizeof bits);
  return static_cast<std::uint32_t>(bits);
}

Time Reader::moment(double value) {
  return Time(Millis(static_cast<std::int64_t>(value)));
}

Text Reader::text() {
  const std::uint32_t size = word();
  g_at += size;
  return {g_at - size, size};
}

}  // namespace oread::border
