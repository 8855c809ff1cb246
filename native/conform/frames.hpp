// WebSocket frames as bytes. Written here and not left to a library, because cases send frames that
// no library sends.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "conform/inflater.hpp"
#include "conform/wire.hpp"

namespace oread::conform {

/// The bytes of a frame; masked with a constant, which protects nobody here and need not.
std::string encode(const RawFrame& frame);

/// Assembles messages from bytes that the other side sent.
class FrameReader {
 public:
  /// A client must mask its frames, a server must not.
  explicit FrameReader(bool from_client = false) : from_client_(from_client) {}

  /// The next message or control frame in `bytes`, from which its bytes are removed; nothing if it
  /// is not complete. A peer that breaks the framing is reported as a close with code 1002.
  std::optional<Received> read(std::string& bytes);

  /// From now on messages may be compressed (permessage-deflate).
  void allow_compression();

  /// The payload of the last WebSocket ping, which wants a pong.
  std::optional<std::string> take_ping();

 private:
  std::optional<Received> take(std::uint8_t first, std::string payload);

  bool from_client_;
  std::shared_ptr<Inflater> inflater_;  ///< Null without compression.
  bool is_compressed_ = false;          ///< The message whose fragments are in `message_`.
  std::string message_;
  std::uint8_t opcode_ = 0;  ///< Of the message whose fragments are in `message_`.
  std::optional<std::string> ping_;
};

}  // namespace oread::conform
