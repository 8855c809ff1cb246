// What the command prints: colours only where somebody looks, lines that end up whole, and nothing
// from outside that could steer the terminal.
#pragma once

#include <string>
#include <string_view>

namespace oread::command {

/// What a piece of text is, not how it looks.
enum class Tone { Plain, Dim, Good, Warn, Bad, Name };

/// Where a line goes: what was asked for, or news of how that is going.
enum class Output { Events, Status };

class Terminal {
 public:
  /// Colours when a stream is a terminal and NO_COLOR is not set (https://no-color.org).
  static Terminal detect();

  /// `text` in the colour of `tone`, or as it is. The text must be safe(): colours end with it.
  [[nodiscard]] std::string paint(Tone tone, std::string_view text,
                                  Output where = Output::Events) const;

  /// One line to standard output, at once. False when nobody reads any more (`oread … | head`).
  bool line(std::string_view text);
  /// One line to standard error.
  void status(std::string_view text);
  /// One line to standard error: "oread: …".
  void complain(std::string_view text);

 private:
  bool colours_ = false;
  bool status_colours_ = false;
};

/// `text` with every control character made visible ("\x1b"), because it may come from a stranger.
/// Tabs and what UTF-8 encodes stay.
std::string safe(std::string_view text);

/// `text` as one word of a shell.
std::string shell_word(std::string_view text);

}  // namespace oread::command
