// Memory for decoded strings that are not part of the received text.
#pragma once

#include "support/json_scan.hpp"

namespace oread {

/// Owns the unescaped strings of one text, so that a frame can consist of views.
class Scratch {
 public:
  /// Must be called before `text` is decoded. Invalidates all views returned before.
  void begin(View text);

  /// The content of a string, without quotes and escapes; the JSON text of any other value. Empty
  /// if the value is absent or null, because many serializers write missing values as null.
  View text_of(const json::Value& value);
  /// A copy of `text` that is valid until the next `begin`.
  View keep(View text);

 private:
  String unescaped_;
};

}  // namespace oread
