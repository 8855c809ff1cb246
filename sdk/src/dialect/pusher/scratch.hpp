// Where decoded texts stand that are not a part of the text they came in.
#pragma once

#include <string_view>

#include "support/json_scan.hpp"

namespace oread::pusher {

/// Holds unescaped strings while one text is being decoded, so that a frame can be all views.
class Scratch {
 public:
  /// Before each decoding; `text` is what will be decoded. Everything handed out before is void.
  void begin(std::string_view text);

  /// What a value says: a string without its quotes and escapes, anything else as it stands. Empty
  /// when absent.
  std::string_view text_of(const json::Value& value);
  /// A copy of a text that would not last.
  std::string_view keep(std::string_view text);

 private:
  String unescaped_;
};

}  // namespace oread::pusher
