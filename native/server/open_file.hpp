// A file that is sent in pieces, so that slow clients do not keep it in memory.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <string>

namespace oread::server {

class OpenFile {
 public:
  /// Returns nothing if it cannot be read or is not a regular file.
  static std::shared_ptr<OpenFile> open(const std::string& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] std::size_t size() const { return size_; }

  /// Reads `size` bytes starting at `at`. Returns false if the file has become shorter, or cannot
  /// be read.
  bool read(unsigned char* to, std::size_t at, std::size_t size) const;

 private:
  OpenFile(int fd, std::size_t size) : fd_(fd), size_(size) {}

  int fd_;
  std::size_t size_;
};

}  // namespace oread::server
