// Writes JSON into a string: adds the commas, escapes what must be escaped, keeps UTF-8 unchanged.
#pragma once

#include <cstddef>
#include <cstdint>
#include "oread/text.hpp"

namespace oread::json {

/// Appends `text` as a string literal, including the quotes.
void append_string(String& out, View text);

/// Appends one JSON value to a string. The caller opens and closes in pairs:
///
///     Writer(out).object().member("name", name).key("ids").array().close_array().close_object();
class Writer {
 public:
  explicit Writer(String& out) : out_(out), start_(out.size()) {}

  Writer& object() { return begin('{'); }
  Writer& close_object() { return put('}'); }
  Writer& array() { return begin('['); }
  Writer& close_array() { return put(']'); }

  Writer& key(View name);
  Writer& string(View text);
  Writer& integer(std::int64_t number);
  Writer& boolean(bool truth) { return raw(truth ? "true" : "false"); }
  Writer& null() { return raw("null"); }

  /// Text that is already JSON, such as the text of a `Value`.
  Writer& raw(View json);

  /// `key(name).string(text)`, the most frequent pair.
  Writer& member(View name, View text) { return key(name).string(text); }

 private:
  Writer& begin(char open);
  Writer& put(char c);
  void comma();

  String& out_;
  std::size_t start_;
};

}  // namespace oread::json
