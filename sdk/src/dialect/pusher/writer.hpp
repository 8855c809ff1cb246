// Writes messages of the Pusher protocol.
#pragma once

#include "oread/text.hpp"

namespace oread::pusher {

/// One message at a time; what it returns is valid until the next one begins.
class Writer {
 public:
  /// `{"event":…,"channel":…,"data":{`; an empty channel is left out.
  void begin(View event, View channel);
  /// A member of data; an empty one is left out.
  void member(const char* key, View value);
  View end();

  /// `{"event":…,"channel":…,"data":` and this JSON.
  View event(View event, View channel, View data);
  /// The two, one after the other.
  View joined(View front, View back);

 private:
  String text_;
};

}  // namespace oread::pusher
