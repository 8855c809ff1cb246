#include "dialect/socketio/payload.hpp"

#include <algorithm>

#include "dialect/address.hpp"
#include "dialect/socketio/digits.hpp"
#include "support/utf8.hpp"

namespace oread::socketio {

namespace {

/// The UTF-16 code units of the sequence of `bytes` bytes.
unsigned units_of(unsigned bytes) {
  return bytes == 4 ? 2 : 1;
}

/// The end of the first `units` UTF-16 code units of `text`; null if it is shorter, is not UTF-8,
/// or would end within a pair of surrogates.
const char* after_units(View text, std::uint64_t units) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (units > 0) {
    const unsigned bytes = at < end ? utf8::sequence(at, end) : 0;
    if (bytes == 0 || units_of(bytes) > units) return nullptr;
    at += bytes;
    units -= units_of(bytes);
  }
  return at;
}

/// The number of UTF-16 code units in `text`; bytes that are not UTF-8 count as one each.
std::uint64_t count_units(View text) {
  std::uint64_t units = 0;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const unsigned bytes = std::max(utf8::sequence(at, end), 1U);
    units += units_of(bytes);
    at += bytes;
  }
  return units;
}

}  // namespace

Revision revision_of(View body) {
  View rest = body;
  std::uint64_t length = 0;
  return take_digits(rest, length) && !rest.empty() && rest[0] == ':' ? Revision::Third
                                                                      : Revision::Fourth;
}

bool Payload::next(View& packet) {
  if (rest_.empty()) return false;
  if (revision_ == Revision::Third) return is_ok_ = next_counted(packet);
  const std::size_t end = rest_.find(kSeparator);
  packet = rest_.substr(0, end);
  rest_ = end == View::npos ? View() : rest_.substr(end + 1);
  return true;
}

bool Payload::next_counted(View& packet) {
  std::uint64_t units = 0;
  if (!take_digits(rest_, units) || rest_.empty() || rest_[0] != ':') return false;
  rest_.remove_prefix(1);
  const char* const end = after_units(rest_, units);
  if (end == nullptr) return false;
  const auto bytes = static_cast<std::size_t>(end - rest_.data());
  packet = rest_.substr(0, bytes);
  rest_.remove_prefix(bytes);
  return true;
}

void append_packet(String& body, View packet, Revision revision) {
  if (revision == Revision::Third) {
    append_number(body, count_units(packet));
    body.push_back(':');
  } else if (!body.empty()) {
    body.push_back(kSeparator);
  }
  body.append(packet);
}

}  // namespace oread::socketio
