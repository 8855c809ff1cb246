// Collects the body of one request: bounded, and out of chunks when it comes in chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oread::server {

/// libwebsockets hands a server the bytes of a chunked body as they are on the wire; this reads the
/// chunks. A body above the bound is read on and thrown away, up to a second bound, so that the
/// sender gets to see the 413 and not a reset.
class BodyReader {
 public:
  enum class State : std::uint8_t {
    Reading,
    Complete,
    TooLarge,   ///< Complete, but above the bound; the body is empty.
    Unreadable  ///< The chunks make no sense, or it is beyond the second bound: close.
  };

  /// `length` is the Content-Length; nothing means chunks.
  BodyReader(std::optional<std::size_t> length, std::size_t bound);

  State read(std::string_view bytes);
  [[nodiscard]] State state() const { return state_; }
  /// It is read on, and not kept.
  [[nodiscard]] bool is_too_large() const { return too_large_; }
  /// The body; call once, when it is complete.
  std::string take() { return std::move(body_); }

 private:
  enum class Part : std::uint8_t { Size, SizeEnd, Data, DataEnd, Trailer };

  void keep(std::string_view bytes);
  void finish() { state_ = too_large_ ? State::TooLarge : State::Complete; }
  void read_chunks(std::string_view bytes);
  bool read_size(char c);

  std::optional<std::size_t> length_;
  std::size_t bound_;
  std::size_t seen_ = 0;
  bool too_large_ = false;
  State state_ = State::Reading;
  std::string body_;

  Part part_ = Part::Size;
  std::size_t chunk_left_ = 0;
  unsigned size_digits_ = 0;
  std::size_t line_bytes_ = 0;
};

}  // namespace oread::server
