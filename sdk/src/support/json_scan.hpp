// A pull scanner for JSON: reads one object or array, member by member, in one pass, without
// building a tree.
//
// Contract. `next` returns a member after checking its whole value, but the rest of the text may
// still be invalid: a text is valid only if `next` has returned false and `ok()` is true. The
// grammar is exactly RFC 8259. Strings must be UTF-8; lone surrogate escapes are accepted (and read
// as U+FFFD); nesting deeper than the limit is rejected. Only keys and strings with escapes
// allocate memory.
//
// Lifetime. Every `Value` and every `text()` is a view of the text that the reader was given: it is
// valid as long as that text, and its pointer gives the position of a value in a message. A key is
// valid until the following `next`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include "oread/text.hpp"
#include "support/names.hpp"

namespace oread::json {

/// The default maximum depth: that of PHP's json_decode.
inline constexpr unsigned kDefaultDepth = 512;

enum class Kind : std::uint8_t { Absent, Object, Array, String, True, False, Null, Number };

/// A view of the text of one valid JSON value; or `Absent`.
class Value {
 public:
  Value() = default;

  /// Checks `text`, which may have white space around it. Absent if it is not exactly one JSON
  /// value.
  static Value parse(View text, unsigned max_depth = kDefaultDepth);

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is(Kind wanted) const { return kind() == wanted; }
  explicit operator bool() const { return !text_.empty(); }

  /// The value as written in the text, including quotes.
  [[nodiscard]] View text() const { return text_; }

  /// The content of a string: a view of the text if it has no escapes, otherwise of `scratch`.
  /// Nothing for other kinds.
  std::optional<View> string(String& scratch) const;

  /// The same as an owned string. Empty for other kinds.
  [[nodiscard]] String to_string() const;

  /// A number that is written without fraction and exponent and fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;

 private:
  friend class Reader;
  explicit Value(View text) : text_(text) {}

  View text_;  // Its first character determines the kind.
};

#ifndef OREAD_LEAN
// Inline, where speed matters more than size: called for every value.
inline Kind Value::kind() const {
  switch (text_.empty() ? 0 : text_.front()) {
    case 0: return Kind::Absent;
    case '{': return Kind::Object;
    case '[': return Kind::Array;
    case '"': return Kind::String;
    case 't': return Kind::True;
    case 'f': return Kind::False;
    case 'n': return Kind::Null;
    default: return Kind::Number;
  }
}
#endif

/// What `Object` and `Array` share: a position between members.
class Reader {
 public:
  /// Whether the whole text was read and is valid.
  [[nodiscard]] bool ok() const { return is_ok_; }

 protected:
  Reader(View text, unsigned max_depth, char open);

  /// The next member; false at the end or if the text is invalid. Keys are returned as written;
  /// arrays have none.
  bool next(View* key, Value& value);

 private:
  const char* at_;  ///< The end of the text if there is nothing more to read.
  const char* end_;
  unsigned depth_;  ///< How many more levels a value may nest.
  char close_;
  bool is_first_ = true;
  bool is_ok_ = false;
};

/// Reads the members of one object.
class Object : Reader {
 public:
  explicit Object(View text, unsigned max_depth = kDefaultDepth) : Reader(text, max_depth, '{') {}

  using Reader::ok;

  /// The next member; false at the end or if the text is invalid.
  bool next(View& key, Value& value);

 private:
  String scratch_;
};

/// Reads the elements of one array.
class Array : Reader {
 public:
  explicit Array(View text, unsigned max_depth = kDefaultDepth) : Reader(text, max_depth, '[') {}

  using Reader::ok;

  /// The next element; false at the end or if the text is invalid.
  bool next(Value& value) { return Reader::next(nullptr, value); }
};

/// Reads the wanted members of the object `text` into `values`, one for each of `wanted` (a list of
/// names, see names.hpp). A missing member is absent; other members are checked and skipped.
/// Returns false, with every value absent, if the text is not a valid object or contains a wanted
/// member twice: parsers differ in which of the two they use, so such a message could mean two
/// things.
bool read_fields(View text, const char* wanted, Value* values, unsigned max_depth = kDefaultDepth);

template <std::size_t Size, std::size_t N>
bool read_fields(View text, const Names<Size>& wanted, Value (&values)[N],
                 unsigned max_depth = kDefaultDepth) {
  return read_fields(text, wanted.text, values, max_depth);
}

}  // namespace oread::json
