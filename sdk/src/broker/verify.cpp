#include "broker/verify.hpp"

#include <array>
#include <cstdint>

namespace oread::broker {
namespace {

constexpr std::size_t kMostBytes = 32;
using Bytes = std::array<std::uint8_t, kMostBytes>;

/// The value of a lower-case hexadecimal digit, or -1.
int lower_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool decode(std::string_view hex, std::size_t count, Bytes& out) {
  if (hex.size() != count * 2 || count > kMostBytes) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const int high = lower_digit(hex[2 * i]);
    const int low = lower_digit(hex[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

/// Compares every byte. The accumulator is volatile so that the compiler cannot stop at the first
/// difference.
bool equal_in_constant_time(const Bytes& a, const Bytes& b) {
  volatile std::uint8_t difference = 0;
  for (std::size_t i = 0; i < kMostBytes; ++i) {
    difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
  }
  return difference == 0;
}

}  // namespace

bool digests_equal(std::string_view ours, std::string_view theirs, std::size_t bytes) {
  Bytes a{};
  Bytes b{};
  return decode(ours, bytes, a) && decode(theirs, bytes, b) && equal_in_constant_time(a, b);
}

bool signature_holds(const Digests& digests, std::string_view secret, std::string_view text,
                     std::string_view theirs) {
  Bytes given{};
  return decode(theirs, kMostBytes, given) &&
         equal_in_constant_time(digests.hmac_sha256(secret, text), given);
}

bool auth_holds(const Digests& digests, const Credentials& app, std::string_view text,
                std::string_view auth) {
  // A key may contain a colon, a signature cannot: the key is known, so no splitting is needed.
  if (auth.size() <= app.key.size() || !auth.starts_with(app.key)) return false;
  if (auth[app.key.size()] != ':') return false;
  return signature_holds(digests, app.secret, text, auth.substr(app.key.size() + 1));
}

std::string channel_text(std::string_view socket_id, std::string_view channel,
                         std::string_view channel_data) {
  std::string text(socket_id);
  text.append(":").append(channel);
  if (!channel_data.empty()) text.append(":").append(channel_data);
  return text;
}

std::string user_text(std::string_view socket_id, std::string_view user_data) {
  return std::string(socket_id).append("::user::").append(user_data);
}

}  // namespace oread::broker
