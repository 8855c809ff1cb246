// Which routes the host has been given.
#pragma once

#include <cstdint>

#include "oread/dialect.hpp"
#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "support/step.hpp"

namespace oread {

/// A route lets the host dispatch further texts of the same shape without the engine, so that their
/// payloads need not cross the border to Wasm. Each is given once; all are withdrawn together,
/// whenever something changes that they depend on.
class Routes {
 public:
  explicit Routes(std::uint32_t most) : most_(most) {}

  /// Gives the route of this message, if it makes one and it has not been given yet.
  void offer(LinkId link, View text, const Frame& message, Step& step);
  void drop(Step& step);

 private:
  std::uint32_t most_;
  List<std::uint32_t> given_;  ///< Hashes; equal hashes only cost a route.
};

}  // namespace oread
