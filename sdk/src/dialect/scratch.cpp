#include "dialect/scratch.hpp"

#include "support/json_string.hpp"

namespace oread {

namespace {

/// Strings contain JSON up to three levels deep (message, data, user_data). Unescaping never makes
/// a text longer, so the unescaped text of all levels fits, and views of it stay valid.
constexpr std::size_t kLevels = 3;
/// Maximum capacity to keep for the next text; larger texts are exceptional.
constexpr std::size_t kKeep = std::size_t{64} * 1024;

}  // namespace

void Scratch::begin(View text) {
  unescaped_.clear();
  if (unescaped_.capacity() > kKeep) String().swap(unescaped_);
  unescaped_.reserve(kLevels * text.size());
}

View Scratch::text_of(const json::Value& value) {
  if (value.is(json::Kind::Null)) return {};
  if (!value.is(json::Kind::String)) return value.text();
  const View body = value.text().substr(1, value.text().size() - 2);
  if (body.find('\\') == View::npos) return body;
  const std::size_t before = unescaped_.size();
  json::append_unescaped(unescaped_, body);
  return View(unescaped_).substr(before);
}

View Scratch::keep(View text) {
  const std::size_t before = unescaped_.size();
  unescaped_.append(text);
  return View(unescaped_).substr(before);
}

}  // namespace oread
