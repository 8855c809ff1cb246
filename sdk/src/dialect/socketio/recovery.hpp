// Connection state recovery: what a server needs to know in order to send the events that a client
// missed (Socket.IO 4.6, "Connection state recovery").
#pragma once

#include "oread/frame.hpp"
#include "oread/text.hpp"

namespace oread::socketio {

/// Of all namespaces of one client; it outlives the links.
class Recovery {
 public:
  /// The client connects to the namespace. Returns the credentials `auth` (an object or empty),
  /// with what recovers the session before if there is one.
  View connect(View space, View auth, String& out);
  /// What the server says about a namespace. With a `pid` its session can be recovered, and the
  /// last argument of an event is the position in the stream of events, if it looks like one.
  void follow(const Frame& frame);
  /// Whether the session there can be recovered, so that its events must be followed.
  [[nodiscard]] bool follows(View space) {
    const Session* const known = find(space);
    return known != nullptr && !View(known->id).empty();
  }
  /// The session has ended: one of the two disconnected, or the server refused.
  void ended(View space);

 private:
  void connected(View space, View json);
  void heard(View space, View data);

  struct Session {
    String space;
    String id;
    String offset;
  };
  [[nodiscard]] Session* find(View space);

  List<Session> sessions_;
};

/// Whether a server's adapter writes such positions: those in memory 7 characters of base64 with or
/// without a counter, Redis streams a time and a number, MongoDB 24 hexadecimal digits.
bool is_offset(View text);

}  // namespace oread::socketio
