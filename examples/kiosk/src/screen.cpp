#include "screen.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "ansi.hpp"

namespace kiosk {
namespace {

// The other screen, no cursor, no automatic wrapping.
constexpr const char* kEnter = "\x1b[?1049h\x1b[?25l\x1b[?7l";
constexpr const char* kLeave = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";

std::string at_line(std::size_t index) {
  return "\x1b[" + std::to_string(index + 1) + ";1H";
}

}  // namespace

bool wants_colours() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool unwanted = no_color != nullptr && *no_color != '\0';
  return !unwanted && (term == nullptr || std::string_view(term) != "dumb");
}

Screen::Screen(int fd, Theme theme, bool colours) : fd_(fd), theme_(theme), colours_(colours) {
  termios settings{};
  if (tcgetattr(fd_, &settings) == 0) {
    before_ = settings;
    // What is typed must not appear on the board. Ctrl-C still ends it; Ctrl-Z and Ctrl-S, which
    // would leave a board that looks alive, do nothing.
    settings.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
    settings.c_iflag &= ~static_cast<tcflag_t>(IXON);
    settings.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(fd_, TCSAFLUSH, &settings);
  }
  static_cast<void>(write(kEnter));
}

Screen::~Screen() {
  static_cast<void>(write(kLeave));
  // Also drops what was typed meanwhile, which the shell would run.
  if (before_) tcsetattr(fd_, TCSAFLUSH, &*before_);
}

Size Screen::size() const {
  winsize found{};
  if (ioctl(fd_, TIOCGWINSZ, &found) != 0 || found.ws_col == 0 || found.ws_row == 0) return {};
  return {found.ws_col, found.ws_row};
}

bool Screen::show(const Picture& picture) {
  std::string out;
  if (shown_.size() != picture.lines.size()) {
    shown_.assign(picture.lines.size(), "\n");  // which no line is
    out += ansi_begin(theme_, colours_) + "\x1b[2J";
  }
  for (std::size_t i = 0; i < picture.lines.size(); ++i) {
    std::string line = ansi(picture.lines[i], theme_, colours_);
    if (line == shown_[i]) continue;
    // Erases the rest only if there is one: at the right margin it would erase the last character.
    out += at_line(i) + line;
    if (width(picture.lines[i]) < picture.columns) out += "\x1b[K";
    shown_[i] = std::move(line);
  }
  return out.empty() || write(out);
}

bool Screen::write(const std::string& text) const {
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t put = ::write(fd_, rest.data(), rest.size());
    if (put > 0) {
      rest.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno == EAGAIN) {
      pollfd ready{fd_, POLLOUT, 0};
      poll(&ready, 1, 1000);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace kiosk
