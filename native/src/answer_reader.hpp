// Parses an HTTP/1.1 response from bytes: the one after an interim response ("103 Early Hints"),
// which libwebsockets mistakes for the final one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace oread::native {

class AnswerReader {
 public:
  enum class State : std::uint8_t { Reading, Complete, Unreadable };

  /// Keeps the first `most_bytes` of the body.
  explicit AnswerReader(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  State read(std::string_view bytes);
  /// The connection was closed.
  State end();

  [[nodiscard]] std::uint16_t status() const { return status_; }
  /// A header of the final response; empty if missing. `name` is in lower case.
  [[nodiscard]] std::string header(std::string_view name) const;
  [[nodiscard]] std::string& body() { return body_; }
  /// `body()` is incomplete.
  [[nodiscard]] bool cut() const { return cut_; }

 private:
  enum class Part : std::uint8_t {
    Head,
    Length,
    UntilEnd,
    ChunkSize,
    ChunkData,
    ChunkEnd,
    Trailer
  };

  bool step();
  bool take_line(std::string& line);
  bool read_head();
  bool begin_body();
  bool begin_chunk(const std::string& line);
  void keep(std::size_t most);
  bool done();
  bool fail();

  std::size_t most_bytes_;
  State state_ = State::Reading;
  Part part_ = Part::Head;
  std::string unread_;
  std::string head_;
  std::uint64_t left_ = 0;  // of the body, or of this chunk
  std::uint16_t status_ = 0;
  std::string body_;
  bool cut_ = false;
};

}  // namespace oread::native
