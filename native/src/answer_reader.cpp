#include "answer_reader.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace oread::native {
namespace {

/// The maximum head size of libwebsockets.
constexpr std::size_t kMostHead = std::size_t{32} * 1024;
constexpr std::string_view kBlank = " \t";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

bool parse(std::string_view text, std::uint64_t& number, int base) {
  const auto [last, code] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return !text.empty() && code == std::errc{} && last == text.data() + text.size();
}

}  // namespace

AnswerReader::State AnswerReader::read(std::string_view bytes) {
  if (state_ != State::Reading) return state_;
  unread_.append(bytes);
  while (state_ == State::Reading && step()) {
  }
  if (part_ != Part::UntilEnd && unread_.size() > kMostHead) fail();
  return state_;
}

AnswerReader::State AnswerReader::end() {
  if (state_ == State::Reading)
    state_ = part_ == Part::UntilEnd ? State::Complete : State::Unreadable;
  return state_;
}

std::string AnswerReader::header(std::string_view name) const {
  std::size_t at = 0;
  while ((at = head_.find("\r\n", at)) != std::string::npos) {
    at += 2;
    const std::string_view line = std::string_view(head_).substr(at, head_.find("\r\n", at) - at);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || lower(line.substr(0, colon)) != name) continue;
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(kBlank), value.size()));
    return std::string(value.substr(0, value.find_last_not_of(kBlank) + 1));
  }
  return {};
}

// Advances by one step; returns false when it needs more bytes, or none.
bool AnswerReader::step() {
  std::string line;
  switch (part_) {
    case Part::Head: return read_head();
    case Part::UntilEnd: keep(unread_.size()); return false;
    case Part::Length: keep(left_); return left_ == 0 && done();
    case Part::ChunkSize: return take_line(line) && begin_chunk(line);
    case Part::ChunkData:
      keep(left_);
      if (left_ == 0) part_ = Part::ChunkEnd;
      return left_ == 0;
    case Part::ChunkEnd:
      if (!take_line(line)) return false;
      part_ = Part::ChunkSize;
      return line.empty() || fail();
    case Part::Trailer: return take_line(line) && (!line.empty() || done());
  }
  return false;
}

bool AnswerReader::take_line(std::string& line) {
  const std::size_t end = unread_.find("\r\n");
  if (end == std::string::npos) return false;
  line = unread_.substr(0, end);
  unread_.erase(0, end + 2);
  return true;
}

bool AnswerReader::read_head() {
  const std::size_t end = unread_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  head_ = unread_.substr(0, end + 2);
  unread_.erase(0, end + 4);
  const bool http = head_.starts_with("HTTP/1.") && head_.size() > 12 && head_[8] == ' ';
  std::uint64_t status = 0;
  if (!http || !parse(std::string_view(head_).substr(9, 3), status, 10) || status < 100)
    return fail();
  status_ = static_cast<std::uint16_t>(status);
  return status < 200 || begin_body();  // another interim response, or the final one
}

bool AnswerReader::begin_body() {
  const std::string coding = lower(header("transfer-encoding"));
  const std::string length = header("content-length");
  if (status_ == 204 || status_ == 304) return done();
  if (!coding.empty()) {
    part_ = Part::ChunkSize;
    return coding == "chunked" || fail();
  }
  part_ = length.empty() ? Part::UntilEnd : Part::Length;
  return length.empty() || parse(length, left_, 10) || fail();
}

bool AnswerReader::begin_chunk(const std::string& line) {
  const std::string_view size = std::string_view(line).substr(0, line.find_first_of("; \t"));
  if (!parse(size, left_, 16)) return fail();
  part_ = left_ == 0 ? Part::Trailer : Part::ChunkData;
  return true;
}

void AnswerReader::keep(std::size_t most) {
  const std::size_t size = std::min(most, unread_.size());
  const std::size_t room = most_bytes_ - body_.size();
  body_.append(unread_, 0, std::min(size, room));
  cut_ = cut_ || size > room;
  unread_.erase(0, size);
  if (part_ != Part::UntilEnd) left_ -= size;
}

bool AnswerReader::done() {
  state_ = State::Complete;
  return false;
}

bool AnswerReader::fail() {
  state_ = State::Unreadable;
  return false;
}

}  // namespace oread::native
