#include "conform/frames.hpp"

#include <utility>

namespace oread::conform {
namespace {

constexpr std::uint8_t kContinuation = 0;
constexpr std::uint8_t kBinary = 2;
constexpr std::uint8_t kClose = 8;
constexpr std::uint8_t kPing = 9;
constexpr std::uint8_t kPong = 10;
constexpr std::size_t kMost = std::size_t{64} * 1024 * 1024;  // The server is not trusted.

std::uint8_t byte_at(const std::string& bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

Received broken(const std::string& why) {
  return {Received::Kind::Closed, "it broke the framing: " + why, 1002};
}

Received closed(const std::string& payload) {
  Received out{Received::Kind::Closed, {}, 1005};
  if (payload.size() < 2) return out;
  out.code = static_cast<std::uint16_t>(byte_at(payload, 0) << 8U | byte_at(payload, 1));
  out.text = payload.substr(2);
  return out;
}

}  // namespace

std::string encode(const RawFrame& frame) {
  std::string out(1, static_cast<char>((frame.last ? 0x80U : 0U) | (frame.rsv & 7U) << 4U |
                                       (frame.opcode & 15U)));
  const std::size_t size = frame.payload.size();
  const unsigned mask = frame.masked ? 0x80U : 0U;
  const unsigned wide = size < 126 ? 0 : size <= 0xFFFF ? 2 : 8;
  out += static_cast<char>(mask | (wide == 0 ? size : wide == 2 ? 126U : 127U));
  for (unsigned i = wide; i > 0; --i) {
    out += static_cast<char>(static_cast<std::uint64_t>(size) >> (8U * (i - 1)));
  }
  if (!frame.masked) return out + frame.payload;
  constexpr std::string_view kMask = "\x37\xfa\x21\x3d";
  out += kMask;
  for (std::size_t i = 0; i < size; ++i) {
    out += static_cast<char>(frame.payload[i] ^ kMask[i % 4]);
  }
  return out;
}

std::optional<Received> FrameReader::read(std::string& bytes) {
  for (;;) {
    if (bytes.size() < 2) return std::nullopt;
    std::uint64_t size = byte_at(bytes, 1) & 0x7FU;
    std::size_t head = 2;
    if (size >= 126) {
      const std::size_t wide = size == 126 ? 2 : 8;
      if (bytes.size() < head + wide) return std::nullopt;
      size = 0;
      for (std::size_t i = 0; i < wide; ++i) size = size << 8U | byte_at(bytes, head + i);
      head += wide;
    }
    const bool masked = (byte_at(bytes, 1) & 0x80U) != 0;
    if (masked != from_client_) return broken(masked ? "a masked frame" : "an unmasked frame");
    const std::size_t mask_at = head;
    if (masked) head += 4;
    const std::uint8_t first = byte_at(bytes, 0);
    // The first bit marks a compressed message, at its first fragment.
    const bool may_compress = inflater_ && (first & 15U) != 0 && (first & 8U) == 0;
    if ((first & (may_compress ? 0x30U : 0x70U)) != 0) return broken("a reserved bit is set");
    if (size > kMost || message_.size() + size > kMost) return broken("a frame that is too large");
    if (bytes.size() < head + size) return std::nullopt;
    std::string payload = bytes.substr(head, size);
    for (std::size_t i = 0; masked && i < size; ++i) {
      payload[i] = static_cast<char>(payload[i] ^ bytes[mask_at + i % 4]);
    }
    bytes.erase(0, head + size);
    if (auto received = take(first, std::move(payload))) {
      return received;
    }
    if (ping_) return std::nullopt;
  }
}

std::optional<Received> FrameReader::take(std::uint8_t first, std::string payload) {
  const std::uint8_t opcode = first & 15U;
  if (opcode == kClose) return closed(payload);
  if (opcode == kPong) return Received{Received::Kind::Pong, std::move(payload), 0};
  if (opcode == kPing) {
    ping_ = std::move(payload);
    return std::nullopt;
  }
  if (opcode > kBinary) return broken("an unknown opcode");
  if (opcode != kContinuation) {
    opcode_ = opcode;
    is_compressed_ = (first & 0x40U) != 0;
  }
  message_ += payload;
  if ((first & 0x80U) == 0) return std::nullopt;
  std::string message = std::exchange(message_, {});
  if (is_compressed_) {
    auto inflated = inflater_->inflate(message, kMost);
    if (!inflated) return broken("a compressed message that cannot be read");
    message = std::move(*inflated);
  }
  const auto kind = opcode_ == kBinary ? Received::Kind::Binary : Received::Kind::Text;
  return Received{kind, std::move(message), 0};
}

void FrameReader::allow_compression() {
  inflater_ = std::make_shared<Inflater>();
}

std::optional<std::string> FrameReader::take_ping() {
  return std::exchange(ping_, std::nullopt);
}

}  // namespace oread::conform
