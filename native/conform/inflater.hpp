// Unpacks messages that were compressed with permessage-deflate (RFC 7692).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace oread::conform {

class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// The message; nothing if it is damaged or longer than `most`. Later messages may refer to it.
  std::optional<std::string> inflate(std::string packed, std::size_t most);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;  ///< Null if there is no memory.
};

}  // namespace oread::conform
