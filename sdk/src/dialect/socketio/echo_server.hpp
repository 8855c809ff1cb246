// The channels of laravel-echo-server: ordinary events of Socket.IO's root namespace.
//
//   client                                           server
//   "subscribe", {"channel", "auth"}                 EVENT, CHANNEL, DATA
//   "unsubscribe", {"channel"}                       "presence:subscribed", CHANNEL, [MEMBER…]
//   "client event", {"channel", "event", "data"}     "presence:joining", CHANNEL, MEMBER
//                                                    "presence:leaving", CHANNEL, MEMBER
//                                                    "subscription_error", CHANNEL, HTTP STATUS
//
// Public and private channels are not acknowledged.
#pragma once

#include "dialect/scratch.hpp"
#include "oread/dialect.hpp"
#include "oread/frame.hpp"

namespace oread::socketio {

/// What a channel's name implies.
ChannelTraits traits_of(View channel);

/// Reads the arguments of an event, a JSON array.
void read_event(View arguments, Scratch& scratch, Frame& frame);

/// Each begins with the packet types: an Engine.IO message with a Socket.IO event.
View write_subscribe(String& out, View channel, View auth);
View write_unsubscribe(String& out, View channel);
View write_client_event(String& out, View channel, View event, View data);

/// The presence channels whose list of members is awaited. The server ends with its process if a
/// client leaves a presence channel that it is not in: of a channel that was refused, or is still
/// being checked.
class Joining {
 public:
  /// The app wants the channel. Returns whether to ask the server: not if it was asked already.
  [[nodiscard]] bool subscribe(View channel);
  /// The app leaves the channel. Returns whether to tell the server now: not before it has
  /// answered.
  [[nodiscard]] bool unsubscribe(View channel);
  /// The server answered. Returns whether the channel must be left now.
  [[nodiscard]] bool answered(View channel);

 private:
  struct Asked {
    String channel;
    bool is_left = false;
  };
  Asked* find(View channel);

  List<Asked> asked_;
};

}  // namespace oread::socketio
