// The board as a picture, for any size.
#pragma once

#include <string>

#include "clock.hpp"
#include "model.hpp"
#include "picture.hpp"

namespace kiosk {

struct Size {
  int columns = 80;
  int rows = 24;

  friend bool operator==(const Size&, const Size&) = default;
};

/// Exactly `size.rows` lines; `notice` is a sentence about the program itself. From 76 columns on,
/// services are beside incidents and maintenance; below that, all is in one column. Where the room
/// ends, the worst is shown first.
Picture draw(const Model& model, Now now, Size size, const std::string& notice = {});

}  // namespace kiosk
