// The last state in a file, so that the board has something to show before there is a network.
#pragma once

#include <optional>
#include <string>

#include "model.hpp"

namespace kiosk {

struct Loaded {
  std::optional<Kept> kept;
  std::string problem;    ///< Why nothing was loaded, in words; empty if there is no file.
  bool may_write = true;  ///< False if the file is something else, which must not be lost.
};

class Store {
 public:
  /// `source` names the server and its channels: a state of another one is not shown.
  Store(std::string path, const std::string& source);

  [[nodiscard]] Loaded load() const;
  /// Replaces the file in one step: after a power cut, it is the old one or the new one. Returns
  /// what went wrong, or nothing.
  [[nodiscard]] std::string save(const Kept& kept) const;

 private:
  std::string path_;
  std::string source_;
};

}  // namespace kiosk
