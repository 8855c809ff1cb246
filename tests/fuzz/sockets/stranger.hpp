// A misbehaving client over loopback: sends half packets, does not read, resets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace oread::fuzz {

class Stranger {
 public:
  Stranger() = default;
  ~Stranger();
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  /// Connects to a port of this machine, unless connected. `slow`: with small buffers, so that the
  /// server soon has to wait for it.
  void connect(std::uint16_t port, bool slow);
  [[nodiscard]] bool connected() const { return fd_ >= 0; }

  /// Buffers bytes, to send them in one packet with others.
  void put(std::string_view bytes);
  /// Sends at most `most` of the buffered bytes, as one packet if there is room.
  void flush(std::size_t most);
  /// Reads at most `most` bytes.
  std::string read(std::size_t most);

  void half_close() const;
  /// Closes the connection: with a reset, or after everything that was sent.
  void close(bool reset);

 private:
  int fd_ = -1;
  std::string kept_;
};

}  // namespace oread::fuzz
