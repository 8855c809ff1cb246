// Writes messages of the Pusher protocol.
#pragma once

#include "oread/text.hpp"

namespace oread::pusher {

/// Writes one message at a time. A returned view is valid until the next message begins.
class Writer {
 public:
  /// Begins with `{"event":…,"channel":…,"data":{`; omits an empty channel.
  void begin(View event, View channel);
  /// Adds a string to the data; omits an empty one.
  void member(const char* key, View value);
  View end();

  /// The complete message `{"event":…,"channel":…,"data":…}`; `data` is JSON.
  View event(View event, View channel, View data);
  /// `front` followed by `back`.
  View joined(View front, View back);

 private:
  String text_;
};

}  // namespace oread::pusher
