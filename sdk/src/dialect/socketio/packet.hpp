// A Socket.IO packet: what an Engine.IO message contains.
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread::socketio {

/// `TYPE [ATTACHMENTS-] [/NAMESPACE,] [ID] [JSON]` (Socket.IO protocol, "Packet encoding").
struct Packet {
  enum class Type : std::uint8_t {
    Connect,
    Disconnect,
    Event,
    Ack,
    ConnectError,
    BinaryEvent,
    BinaryAck,
  };

  Type type{};
  std::uint64_t attachments = 0;  ///< The number of binary messages that follow.
  View id;                        ///< In digits; empty if it has none.
  View space;                     ///< The namespace, without a query: "/" if the packet names none.
  View data;                      ///< JSON that has not been checked; may be empty.
};

/// Reads a packet. Returns what is wrong with it, or null.
const char* read_packet(View text, Packet& out);

/// An attachment without bytes, in a list with commas: it would be lost as an empty text.
inline constexpr const char* kEmptyAttachment = "=";

/// The most attachments of one packet. The reference implementations accept 10 since 2026; before
/// that they had no limit.
inline constexpr std::uint64_t kMaxAttachments = 10;

}  // namespace oread::socketio
