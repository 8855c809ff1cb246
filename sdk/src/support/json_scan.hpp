// A pull scanner for JSON: reads one object or array, member by member, in one pass and without
// building a tree.
//
// Contract. `next` hands out a member only after its whole value has been checked, but what follows
// may still be wrong: a text is good only when `next` has returned false and `ok()` is true. The
// grammar is RFC 8259 to the letter, strings must be UTF-8, lone surrogate escapes are let through
// (and read as U+FFFD), nesting deeper than the limit is refused. Nothing is allocated except where
// a key or string has escapes.
//
// Lifetime. Every `Value` and every `text()` is a view of the text given to the reader and dies
// with that text; their pointers say where in a frame a value stands. A key lives until the
// following `next`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include "oread/text.hpp"
#include "support/names.hpp"

namespace oread::json {

/// The depth that a reader accepts unless told otherwise: that of PHP's json_decode.
inline constexpr unsigned kDefaultDepth = 512;

enum class Kind : std::uint8_t { Absent, Object, Array, String, True, False, Null, Number };

/// A view of the text of one checked JSON value, or of none (`Absent`).
class Value {
 public:
  Value() = default;

  /// Checks `text`, white space around it allowed. Absent when it is not exactly one JSON value.
  static Value parse(View text, unsigned max_depth = kDefaultDepth);

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is(Kind wanted) const { return kind() == wanted; }
  explicit operator bool() const { return !text_.empty(); }

  /// The value as it stands in the text, quotes included.
  [[nodiscard]] View text() const { return text_; }

  /// What a string says: a view of the text when it has no escapes, else of `scratch`. Nothing for
  /// other kinds.
  std::optional<View> string(String& scratch) const;

  /// The same, owned. Empty for other kinds.
  [[nodiscard]] String to_string() const;

  /// A number written without fraction and exponent that fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;

 private:
  friend class Reader;
  explicit Value(View text) : text_(text) {}

  View text_;  // Its first character tells the kind.
};

#ifndef OREAD_LEAN
// In line, where speed counts more than size: it is asked of every value.
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

  /// The next member, or false at the end and on bad text. Keys come as they are written; arrays
  /// have none.
  bool next(View* key, Value& value);

 private:
  const char* at_;  ///< The end of the text when there is nothing more to read.
  const char* end_;
  unsigned depth_;  ///< How much deeper a value may nest.
  char close_;
  bool is_first_ = true;
  bool is_ok_ = false;
};

/// Reads the members of one object.
class Object : Reader {
 public:
  explicit Object(View text, unsigned max_depth = kDefaultDepth) : Reader(text, max_depth, '{') {}

  using Reader::ok;

  /// The next member, or false at the end and on bad text.
  bool next(View& key, Value& value);

 private:
  String scratch_;
};

/// Reads the elements of one array.
class Array : Reader {
 public:
  explicit Array(View text, unsigned max_depth = kDefaultDepth) : Reader(text, max_depth, '[') {}

  using Reader::ok;

  /// The next element, or false at the end and on bad text.
  bool next(Value& value) { return Reader::next(nullptr, value); }
};

/// Reads the wanted members of the object `text` into `values`, one for each of `wanted` (a list of
/// names, see names.hpp): absent when the object does not have it; others are checked and passed
/// over. False, with every value absent, when the text is not a valid object or names a wanted
/// member twice: readers differ in which of the two they would believe, so a frame must not be able
/// to say two things.
bool read_fields(View text, const char* wanted, Value* values, unsigned max_depth = kDefaultDepth);

template <std::size_t Size, std::size_t N>
bool read_fields(View text, const Names<Size>& wanted, Value (&values)[N],
                 unsigned max_depth = kDefaultDepth) {
  return read_fields(text, wanted.text, values, max_depth);
}

}  // namespace oread::json
