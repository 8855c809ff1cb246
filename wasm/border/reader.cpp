#include "border/reader.hpp"

namespace oread::border {

namespace {
const char* g_at;
std::uint32_t g_left;
bool g_short;

constexpr double kTwo52 = 4503599627370496.0;

/// `value`, which must be from 0 to 2^52, without its fraction. A conversion would include code for
/// numbers that do not fit. The lowest 52 bits of the sum are the number.
std::uint64_t whole(double value) {
  const double biased = __builtin_floor(value) + kTwo52;
  std::uint64_t bits;
  __builtin_memcpy(&bits, &biased, sizeof bits);
  return bits & ((std::uint64_t{1} << 52U) - 1);
}

/// The next `size` bytes, or null if fewer are left.
const char* next(std::uint32_t size) {
  if (size > g_left) {
    g_short = true;
    return nullptr;
  }
  g_left -= size;
  g_at += size;
  return g_at - size;
}
}  // namespace

void Reader::start(View given) {
  g_at = given.data();
  g_left = static_cast<std::uint32_t>(given.size());
  g_short = false;
}

bool Reader::complete() {
  return !g_short && g_left == 0;
}

double Reader::number() {
  double value = 0;
  if (const char* at = next(sizeof value)) __builtin_memcpy(&value, at, sizeof value);
  return value;
}

std::uint32_t Reader::word() {
  return static_cast<std::uint32_t>(whole(number()));
}

Time Reader::moment(double value) {
  // Any other number counts as 0, a time long ago, which is harmless. Sums of valid times fit.
  return Time(Millis(value >= 0 && value < kTwo52 ? static_cast<std::int64_t>(whole(value)) : 0));
}

Text Reader::text() {
  const std::uint32_t size = word();
  const char* const at = next(size);
  return at != nullptr ? Text(at, size) : Text();
}

}  // namespace oread::border
