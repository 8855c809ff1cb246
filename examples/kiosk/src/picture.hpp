// A picture of characters: what is drawn, before it is known where. ansi.hpp and svg.hpp show it.
#pragma once

#include <string>
#include <vector>

namespace kiosk {

/// The meaning of a piece of text, not its appearance. A band has a background.
enum class Tone {
  Plain,
  Soft,
  Strong,
  Up,
  Degraded,
  Down,
  Plan,
  UpBand,
  DegradedBand,
  DownBand,
  OldBand
};

inline constexpr Tone kTones[] = {Tone::Plain,        Tone::Soft,     Tone::Strong, Tone::Up,
                                  Tone::Degraded,     Tone::Down,     Tone::Plan,   Tone::UpBand,
                                  Tone::DegradedBand, Tone::DownBand, Tone::OldBand};

struct Span {
  std::string text;
  Tone tone = Tone::Plain;

  friend bool operator==(const Span&, const Span&) = default;
};
using Line = std::vector<Span>;

struct Picture {
  int columns = 0;
  std::vector<Line> lines;  ///< As many as the picture is high; none is wider than it.
};

int width(const Line& line);

/// The two parts at the ends of a line of this width. The left one is cut if both do not fit, and
/// the right one is left out if it alone does not.
Line justified(Line left, Line right, int columns, Tone between = Tone::Plain);

/// The line, cut to this many columns.
Line cut(const Line& line, int columns);

}  // namespace kiosk
