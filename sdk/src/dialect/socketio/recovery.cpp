#include "dialect/socketio/recovery.hpp"

#include <utility>

#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread::socketio {

namespace {

/// Ids of sessions and positions are about 20 characters long.
constexpr std::size_t kMax = 128;

template <class IsIn>
std::size_t length_of(View text, IsIn is_in) {
  std::size_t length = 0;
  while (length < text.size() && is_in(text[length])) ++length;
  return length;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}
bool is_letter(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/// Digits only, at least one.
bool is_number(View text) {
  return !text.empty() && length_of(text, is_digit) == text.size();
}

}  // namespace

bool is_offset(View text) {
  if (text.size() == 24 && length_of(text, is_hexadecimal) == 24) return true;
  const std::size_t dash = text.find('-');
  if (dash != View::npos && is_number(text.substr(0, dash)) && is_number(text.substr(dash + 1)))
    return true;
  if (length_of(text, is_letter) != 7) return false;
  const View counter = text.substr(7);
  return counter.empty() || (counter.size() > 1 && counter[0] == '.' &&
                             length_of(counter.substr(1), is_letter) == counter.size() - 1);
}

void Recovery::follow(const Frame& frame) {
  switch (frame.kind) {
    case Frame::Kind::Subscribed: return connected(frame.channel, frame.data);
    case Frame::Kind::SubscribeRefused: return ended(frame.channel);
    case Frame::Kind::Message:
      // Events that wait for an answer are not kept.
      if (frame.reply.empty()) heard(frame.channel, frame.data);
      return;
    default: return;
  }
}

void Recovery::connected(View space, View json) {
  Session* const known = find(space);
  // The server may name any namespace, but only those that the client connects to are kept.
  if (known == nullptr) return;
  static constexpr auto kWanted = names("pid");
  json::Value fields[1];
  String id;
  if (json::read_fields(json, kWanted, fields)) id = fields[0].to_string();
  if (id.size() > kMax) id.clear();
  if (View(known->id) == View(id)) return;
  known->id = id;
  known->offset.clear();
}

void Recovery::heard(View space, View data) {
  Session* const known = find(space);
  if (known == nullptr || View(known->id).empty()) return;
  json::Array list(data);
  json::Value last;
  for (json::Value one; list.next(one);) last = one;
  if (!last.is(json::Kind::String) || last.text().size() > kMax) return;
  const View text = last.text().substr(1, last.text().size() - 2);
  if (is_offset(text)) known->offset = text;
}

void Recovery::ended(View space) {
  if (Session* const known = find(space))
    sessions_.erase(sessions_.begin() + (known - sessions_.data()));
}

View Recovery::connect(View space, View auth, String& out) {
  const Session* const known = find(space);
  if (known == nullptr) sessions_.push_back({String(space), {}, {}});
  // Without a position the server cannot tell what was missed.
  if (known == nullptr || View(known->offset).empty()) return auth;
  out = "{\"pid\":";
  json::append_string(out, known->id);
  out += ",\"offset\":";
  json::append_string(out, known->offset);
  json::Object object(auth);
  View key;
  json::Value value;
  const bool has_more = object.next(key, value);
  if (!has_more) return out += '}';
  out += ',';
  return out += auth.substr(auth.find('{') + 1);
}

Recovery::Session* Recovery::find(View space) {
  for (Session& one : sessions_) {
    if (View(one.space) == space) return &one;
  }
  return nullptr;
}

}  // namespace oread::socketio
