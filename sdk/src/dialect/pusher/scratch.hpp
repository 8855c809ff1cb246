// Where decoded texts stand that are not a part of the text they came in.
#pragma once

#include "support/json_scan.hpp"

namespace oread::pusher {

/// Holds unescaped strings while one text is being decoded, so that a frame can be all views.
class Scratch {
 public:
  /// Before each decoding; `text` is what will be decoded. Everything handed out before is void.
  void begin(View text);

  /// What a value says: a string without its quotes and escapes, anything else as it stands. Empty
  /// when absent or null: many serialisers write what is not set as null.
  View text_of(const json::Value& value);
  /// A copy of a text that would not last.
  View keep(View text);

 private:
  String unescaped_;
};

}  // namespace oread::pusher
