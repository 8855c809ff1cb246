// Collects the body of one request, with a size limit, and decodes chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oread::server {

/// libwebsockets passes the bytes of a chunked body as they are on the wire; this class decodes
/// them. A body over the limit is read and discarded, up to a second limit, so that the sender
/// receives the 413 and not a reset.
class BodyReader {
 public:
  enum class State : std::uint8_t {
    Reading,
    Complete,
    TooLarge,   ///< Complete, but over the limit; the body is empty.
    Unreadable  ///< The chunks are invalid, or the body exceeds the second limit: close.
  };

  /// `length` is the Content-Length; without one, the body is chunked.
  BodyReader(std::optional<std::size_t> length, std::size_t bound);

  State read(std::string_view bytes);
  [[nodiscard]] State state() const { return state_; }
  /// It is read, but not stored.
  [[nodiscard]] bool is_too_large() const { return too_large_; }
  /// The body; call once, when complete.
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
