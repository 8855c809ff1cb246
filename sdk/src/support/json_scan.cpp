#include "support/json_scan.hpp"

#include <algorithm>
#include <cstring>

#include "support/json_string.hpp"

namespace oread::json {
namespace {

const char* skip_space(const char* at, const char* end) {
  while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  return at;
}

/// The bracket that closes `open`: both pairs are two apart.
char closing(char open) {
  return static_cast<char>(open + 2);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The end of the run of digits at `at`, or null if there is none.
const char* end_of_digits(const char* at, const char* end) {
  if (at == end || !is_digit(*at)) return nullptr;
  while (at != end && is_digit(*at)) ++at;
  return at;
}

/// The end of the number at `at`, or null.
const char* end_of_number(const char* at, const char* end) {
  if (*at == '-') ++at;
  if (at != end && *at == '0') {
    ++at;
  } else {
    at = end_of_digits(at, end);
  }
  if (at != nullptr && at != end && *at == '.') at = end_of_digits(at + 1, end);
  if (at != nullptr && at != end && (*at | 0x20) == 'e') {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    at = end_of_digits(at, end);
  }
  return at;
}

/// The end of `word` if the text at `at` begins with it, or null.
const char* end_of_word(const char* at, const char* end, View word) {
  if (end - at < static_cast<std::ptrdiff_t>(word.size())) return nullptr;
  return std::memcmp(at, word.data(), word.size()) == 0 ? at + word.size() : nullptr;
}

/// The end of the key at `at`, including the colon after it and white space, or null. `key`, unless
/// null, receives the text between the quotes.
const char* end_of_key(const char* at, const char* end, View* key) {
  if (at == end || *at != '"') return nullptr;
  const char* const begin = at + 1;
  at = end_of_string(begin, end);
  if (at == nullptr) return nullptr;
  if (key != nullptr) *key = {begin, static_cast<std::size_t>(at - 1 - begin)};
  at = skip_space(at, end);
  return at != end && *at == ':' ? skip_space(at + 1, end) : nullptr;
}

/// The end of the value at `at`, or null if it is invalid or nested deeper than `depth`. Recurses
/// at most `kDefaultDepth` times, with a small frame.
const char* end_of_value(const char* at, const char* end, unsigned depth) {
  if (at == end) return nullptr;
  const char first = *at;
  switch (first) {
    case '"': return end_of_string(at + 1, end);
    case 't': return end_of_word(at, end, "true");
    case 'f': return end_of_word(at, end, "false");
    case 'n': return end_of_word(at, end, "null");
    case '{':
    case '[': break;
    default: return end_of_number(at, end);
  }
  if (depth == 0) return nullptr;
  const bool is_object = first == '{';
  const char close = closing(first);
  at = skip_space(at + 1, end);
  if (at != end && *at == close) return at + 1;
  for (;;) {
    if (is_object) at = end_of_key(at, end, nullptr);
    if (at != nullptr) at = end_of_value(at, end, depth - 1);
    if (at == nullptr) return nullptr;
    at = skip_space(at, end);
    if (at == end) return nullptr;
    const char next = *at++;
    if (next == close) return at;
    if (next != ',') return nullptr;
    at = skip_space(at, end);
  }
}

}  // namespace

Reader::Reader(View text, unsigned max_depth, char open)
    : at_(skip_space(text.begin(), text.end())),
      end_(text.end()),
      depth_(std::min(max_depth, kDefaultDepth)),
      close_(closing(open)) {
  if (at_ == end_ || *at_ != open || depth_ == 0) {
    at_ = end_;
  } else {
    ++at_;
    --depth_;
  }
}

bool Reader::next(View* key, Value& value) {
  const char* at = skip_space(at_, end_);
  at_ = end_;
  if (at == end_) return false;
  if (*at == close_) {
    is_ok_ = skip_space(at + 1, end_) == end_;
    return false;
  }
  if (!is_first_) {
    if (*at != ',') return false;
    at = skip_space(at + 1, end_);
  }
  is_first_ = false;
  if (key != nullptr) at = end_of_key(at, end_, key);
  const char* const begin = at;
  if (at != nullptr) at = end_of_value(at, end_, depth_);
  if (at == nullptr) return false;
  value = Value({begin, static_cast<std::size_t>(at - begin)});
  at_ = at;
  return true;
}

bool Object::next(View& key, Value& value) {
  if (!Reader::next(&key, value)) return false;
  if (key.find('\\') != View::npos) {
    scratch_.clear();
    append_unescaped(scratch_, key);
    key = scratch_;
  }
  return true;
}

#ifdef OREAD_LEAN
Kind Value::kind() const {
  if (text_.empty()) return Kind::Absent;
  // In the order of `Kind`; a number begins with anything else.
  const std::size_t found = View("{[\"tfn").find(text_.front());
  return found == View::npos ? Kind::Number : static_cast<Kind>(found + 1);
}
#endif

Value Value::parse(View text, unsigned max_depth) {
  const char* const begin = skip_space(text.begin(), text.end());
  const char* const behind = end_of_value(begin, text.end(), std::min(max_depth, kDefaultDepth));
  if (behind == nullptr || skip_space(behind, text.end()) != text.end()) return {};
  return Value({begin, static_cast<std::size_t>(behind - begin)});
}

std::optional<View> Value::string(String& scratch) const {
  if (!is(Kind::String)) return std::nullopt;
  const View body = text_.substr(1, text_.size() - 2);
  if (body.find('\\') == View::npos) return body;
  scratch.clear();
  append_unescaped(scratch, body);
  return scratch;
}

String Value::to_string() const {
  String out;
  if (is(Kind::String)) append_unescaped(out, text_.substr(1, text_.size() - 2));
  return out;
}

std::optional<std::int64_t> Value::integer() const {
  if (!is(Kind::Number)) return std::nullopt;
  View digits = text_;
  const bool negative = digits.front() == '-';
  if (negative) digits.remove_prefix(1);
  // 19 digits fit unsigned. Written by hand, because libc++'s from_chars adds 900 B to the Wasm
  // build.
  if (digits.size() > 19) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (number > std::uint64_t{INT64_MAX} + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - number : number);
}

bool read_fields(View text, const char* wanted, Value* values, unsigned max_depth) {
  const unsigned count = count_of(wanted);
  std::fill_n(values, count, Value());
  Object object(text, max_depth);
  View key;
  Value value;
  bool once = true;
  while (once && object.next(key, value)) {
    const unsigned index = index_in(wanted, key);
    if (index == count) continue;
    once = !values[index];
    values[index] = value;
  }
  if (object.ok()) return true;
  std::fill_n(values, count, Value());
  return false;
}

}  // namespace oread::json
