// The body of a polling request or response: several Engine.IO packets in one text.
#pragma once

#include "dialect/socketio/revision.hpp"
#include "oread/text.hpp"

namespace oread::socketio {

/// The revision of the server that sent this body as the answer to a handshake: only the third puts
/// the length in front of a packet.
Revision revision_of(View body);

/// Between the packets of the fourth revision, and between a packet and its attachments.
inline constexpr char kSeparator = '\x1e';

/// Reads the packets of a body, one by one.
///
/// Third revision: `LENGTH:PACKET…`, where the length counts UTF-16 code units. Fourth: packets
/// with U+001E between them (Engine.IO protocol, "Packet encoding").
class Payload {
 public:
  Payload(View body, Revision revision) : rest_(body), revision_(revision) {}

  /// The next packet; false at the end, or if the rest cannot be read.
  bool next(View& packet);
  /// Whether the whole body was read.
  [[nodiscard]] bool ok() const { return is_ok_; }

 private:
  bool next_counted(View& packet);

  View rest_;
  Revision revision_;
  bool is_ok_ = true;
};

/// Appends a packet to a body.
void append_packet(String& body, View packet, Revision revision);

}  // namespace oread::socketio
