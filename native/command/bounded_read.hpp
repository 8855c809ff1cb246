// Reads a user-supplied file without trusting its size.
#pragma once

#include <cstddef>
#include <istream>
#include <string>

namespace oread::command {

/// The complete contents, or `most` + 1 bytes if there are more.
inline std::string read_at_most(std::istream& in, std::size_t most) {
  std::string text;
  char piece[16 * 1024];
  while (text.size() <= most && in) {
    in.read(piece, sizeof piece);
    text.append(piece, static_cast<std::size_t>(in.gcount()));
  }
  if (text.size() > most) text.resize(most + 1);
  return text;
}

}  // namespace oread::command
