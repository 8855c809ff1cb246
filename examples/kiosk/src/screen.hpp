// The terminal: taken over in the constructor, given back in the destructor.
#pragma once

#include <termios.h>

#include <optional>
#include <string>
#include <vector>

#include "board.hpp"
#include "palette.hpp"
#include "picture.hpp"

namespace kiosk {

/// Colours if wanted by nobody's NO_COLOR (https://no-color.org) and the terminal is not dumb.
bool wants_colours();

class Screen {
 public:
  /// `fd` is a terminal. Its other screen is used, so that what was there is there afterwards.
  Screen(int fd, Theme theme, bool colours);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  [[nodiscard]] Size size() const;
  /// Writes the lines that differ from those shown. False if the terminal is gone.
  bool show(const Picture& picture);
  /// The size has changed: the next picture is written completely.
  void forget() { shown_.clear(); }

 private:
  [[nodiscard]] bool write(const std::string& text) const;

  int fd_;
  Theme theme_;
  bool colours_;
  std::optional<termios> before_;
  std::vector<std::string> shown_;
};

}  // namespace kiosk
