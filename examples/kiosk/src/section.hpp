// Titled lists in a given room: what each list gets, and what is left out if it is not enough.
#pragma once

#include <string>
#include <vector>

#include "picture.hpp"

namespace kiosk {

struct Row {
  Line left;
  Line right;
  std::string message;  ///< Below it, in up to two lines.
  int weight = 0;       ///< Where not all fit, heavier rows are shown.
};

struct Section {
  std::string title;
  std::string if_empty;
  std::vector<Row> rows;
};

/// The sections below each other, in at most `rows` lines of this width.
std::vector<Line> lay_out(const std::vector<Section>& sections, int columns, int rows);

}  // namespace kiosk
