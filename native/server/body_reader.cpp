#include "server/body_reader.hpp"

#include <algorithm>

#include "server/hex.hpp"

namespace oread::server {
namespace {

/// Beyond this limit, stop reading. Up to it, read on, so that the sender receives the 413.
constexpr std::size_t kDiscardMost = std::size_t{16} * 1024 * 1024;
/// Chunk extensions and trailers, which we ignore.
constexpr std::size_t kLineMost = 4096;

}  // namespace

BodyReader::BodyReader(std::optional<std::size_t> length, std::size_t bound)
    : length_(length), bound_(bound) {
  if (!length_) return;
  too_large_ = *length_ > bound_;
  if (*length_ > kDiscardMost) state_ = State::Unreadable;
  if (*length_ == 0) finish();
}

BodyReader::State BodyReader::read(std::string_view bytes) {
  if (state_ != State::Reading) return state_;
  if (!length_) {
    read_chunks(bytes);
    return state_;
  }
  keep(bytes.substr(0, *length_ - seen_));
  if (state_ == State::Reading && seen_ == *length_) finish();
  return state_;
}

void BodyReader::keep(std::string_view bytes) {
  seen_ += bytes.size();
  if (seen_ > kDiscardMost) {
    state_ = State::Unreadable;
    return;
  }
  if (seen_ > bound_) too_large_ = true;
  if (too_large_) {
    body_ = {};
  } else {
    body_.append(bytes);
  }
}

/// Reads one character of a chunk-size line. Returns false if it is invalid.
bool BodyReader::read_size(char c) {
  const int digit = hex_value(c);
  if (digit >= 0) {
    if (++size_digits_ > 8) return false;
    chunk_left_ = chunk_left_ * 16 + static_cast<std::size_t>(digit);
    return true;
  }
  if (size_digits_ == 0) return false;
  part_ = Part::SizeEnd;
  return true;
}

void BodyReader::read_chunks(std::string_view bytes) {
  while (!bytes.empty() && state_ == State::Reading) {
    if (part_ == Part::Data) {
      const std::string_view piece = bytes.substr(0, std::min(bytes.size(), chunk_left_));
      keep(piece);
      bytes.remove_prefix(piece.size());
      chunk_left_ -= piece.size();
      if (chunk_left_ == 0) part_ = Part::DataEnd;
      continue;
    }
    const char c = bytes.front();
    if (part_ == Part::Size && !read_size(c)) {
      state_ = State::Unreadable;
      return;
    }
    if (part_ == Part::Size) {
      bytes.remove_prefix(1);
      continue;
    }
    bytes.remove_prefix(1);
    if (c != '\n') {
      if (c != '\r' && (part_ == Part::DataEnd || ++line_bytes_ > kLineMost)) {
        state_ = State::Unreadable;
      }
      continue;
    }
    const bool empty_line = line_bytes_ == 0;
    line_bytes_ = 0;
    if (part_ == Part::SizeEnd) {
      part_ = chunk_left_ == 0 ? Part::Trailer : Part::Data;
    } else if (part_ == Part::DataEnd) {
      part_ = Part::Size;
      size_digits_ = 0;
    } else if (empty_line) {
      finish();
    }
  }
}

}  // namespace oread::server
