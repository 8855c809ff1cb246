#include "doctor_socket.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace oread::command {
namespace {

constexpr std::size_t kMost = 1U << 20U;  // More than a diagnosis needs; the server is untrusted.
constexpr const char* kKey = "b3JlYWQgZG9jdG9yIGFzaw==";

std::string accept_of(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char hash[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
  unsigned char out[32];
  const int size = EVP_EncodeBlock(out, hash, sizeof hash);
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

bool have(Stream& stream, std::size_t size) {
  while (stream.unread().size() < size) {
    if (size > kMost || !stream.fill()) return false;
  }
  return true;
}

/// Masked, as the protocol requires of clients. The mask protects proxies from scripts, so ours can
/// be constant.
void send_frame(Stream& stream, unsigned char first, std::string_view payload) {
  constexpr std::string_view kMask = "\x37\xfa\x21\x3d";
  std::string out(1, static_cast<char>(first));
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8U);
    out += static_cast<char>(payload.size());
  }
  out += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    out += static_cast<char>(payload[i] ^ kMask[i % 4]);
  }
  stream.write(out);
}

}  // namespace

UpgradeAnswer upgrade(Stream& stream, const std::string& authority, const std::string& target,
                      const std::string& origin) {
  std::string request = "GET " + target + " HTTP/1.1\r\nHost: " + authority +
                        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
                        kKey + "\r\n";
  if (!origin.empty()) request += "Origin: " + origin + "\r\n";
  stream.write(request + "\r\n");
  UpgradeAnswer answer{read_answer(stream)};
  answer.accepted =
      answer.status == 101 && answer.header("Sec-WebSocket-Accept") == accept_of(kKey);
  return answer;
}

void send_text(Stream& stream, std::string_view text) {
  send_frame(stream, 0x81, text);
}

Message next_message(Stream& stream) {
  Message message;
  std::string& in = stream.unread();
  bool begun = false;
  for (;;) {
    const auto none = [&] {
      message.kind = stream.ended()         ? Message::Kind::End
                     : begun || !in.empty() ? Message::Kind::Incomplete
                                            : Message::Kind::Silence;
      return message;
    };
    if (!have(stream, 2)) return none();
    const auto byte = [&in](std::size_t i) { return static_cast<unsigned char>(in[i]); };
    const unsigned opcode = byte(0) & 0x0FU;
    const bool last = (byte(0) & 0x80U) != 0;
    std::size_t size = byte(1) & 0x7FU;
    std::size_t head = 2;
    if (size >= 126) {
      const std::size_t wide = size == 126 ? 2 : 8;
      if (!have(stream, head + wide)) return none();
      size = 0;
      for (std::size_t i = 0; i < wide; ++i) size = size << 8U | byte(head + i);
      head += wide;
    }
    if (size > kMost || !have(stream, head + size)) return none();
    const std::string payload = in.substr(head, size);
    in.erase(0, head + size);
    begun = true;
    if (opcode == 9) {
      send_frame(stream, 0x8A, payload.substr(0, 125));
    } else if (opcode == 8) {
      message.kind = Message::Kind::Close;
      if (payload.size() >= 2) {
        message.code = static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8U |
                                                  static_cast<unsigned char>(payload[1]));
        message.text = payload.substr(2);
      }
      return message;
    } else if (opcode <= 2) {
      message.text += payload;
      if (message.text.size() > kMost) return none();
      if (last) {
        message.kind = Message::Kind::Text;
        return message;
      }
    }
  }
}

}  // namespace oread::command
