// The packets of Socket.IO's namespaces, which the engine knows as channels.
#pragma once

#include "dialect/scratch.hpp"
#include "dialect/socketio/packet.hpp"
#include "dialect/socketio/revision.hpp"
#include "oread/frame.hpp"
#include "oread/ids.hpp"

namespace oread::socketio {

/// Reads what the server says about a namespace: events, answers, and that the client is connected
/// to it, refused or disconnected. The payload of an event is the array of its name and arguments.
/// A packet with attachments is read when they have come; they are the caller's to add.
void read_namespace_packet(const Packet& packet, Scratch& scratch, Frame& frame);

/// What a server says when it refuses: `{"message": …}`, or from Socket.IO 2 whatever its
/// middleware says.
View refusal_in(View json, Scratch& scratch);

/// `auth`: a JSON object, or empty.
View write_connect(String& out, View space, View auth);
View write_disconnect(String& out, View space);
/// A packet with attachments is followed by them, as texts (`next_part`).
///
/// `data`: the array of the event's name and its arguments. Empty if it is something else, if a
/// server does not accept the name from a client, or if there are more than 10 attachments.
View write_event(String& out, View space, View data, View attachments, RequestId reply_to);
/// `reply` is the id of the server's event. Empty if that is not a number, or `data` not an array.
View write_ack(String& out, View space, View reply, View data, View attachments);
/// Takes the first of the texts that belong to a packet off `rest`.
View next_part(View& rest, Revision revision, String& out);

}  // namespace oread::socketio
