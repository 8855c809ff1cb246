#include "sockets/phrases.hpp"

#include <cstdint>

namespace oread::fuzz {
namespace {

void put_length(std::string& out, std::uint64_t length, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(length >> (8 * i));
}

}  // namespace

std::string frame(unsigned first, unsigned shape, std::string_view payload) {
  const bool masked = (shape & 1U) == 0;
  const bool lies = (shape & 8U) != 0;
  const unsigned form = (shape >> 1U) & 3U;
  const std::uint64_t length =
      lies ? (form == 2 ? std::uint64_t{1} << 62U : 65'530) : payload.size();
  const char mask_bit = static_cast<char>(masked ? 0x80 : 0);
  std::string out(1, static_cast<char>(first));
  if (form == 2) {
    out += static_cast<char>(mask_bit | 127);
    put_length(out, length, 8);
  } else if (form == 1 || length > 125) {
    out += static_cast<char>(mask_bit | 126);
    put_length(out, length, 2);
  } else {
    out += static_cast<char>(mask_bit | static_cast<char>(length));
  }
  if (!masked) return out.append(payload);
  constexpr std::string_view kMask = "\x12\x34\x56\x78";
  out += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    out += static_cast<char>(payload[i] ^ kMask[i % kMask.size()]);
  }
  return out;
}

}  // namespace oread::fuzz
