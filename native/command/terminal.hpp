// Terminal output of the command: colours only on a terminal, complete lines, and no untrusted
// control sequences.
#pragma once

#include <string>
#include <string_view>

namespace oread::command {

/// The meaning of a piece of text, not its appearance.
enum class Tone { Plain, Dim, Good, Warn, Bad, Name };

/// The destination of a line: requested output, or information about its progress.
enum class Output { Events, Status };

class Terminal {
 public:
  /// Colours if the stream is a terminal and NO_COLOR is not set (https://no-color.org).
  static Terminal detect();

  /// `text` in the colour of `tone`, or unchanged. The text must be safe(): control characters in
  /// it would affect the colours.
  [[nodiscard]] std::string paint(Tone tone, std::string_view text,
                                  Output where = Output::Events) const;

  /// Writes one line to standard output immediately. Returns false when the reader is gone (`oread
  /// … | head`).
  bool line(std::string_view text);
  /// Writes one line to standard error.
  void status(std::string_view text);
  /// Writes one line to standard error: "oread: …".
  void complain(std::string_view text);

 private:
  bool colours_ = false;
  bool status_colours_ = false;
};

/// `text` with every control character escaped ("\x1b"), because it may be untrusted. Keeps tabs
/// and valid UTF-8.
std::string safe(std::string_view text);

/// `text` quoted as one shell word.
std::string shell_word(std::string_view text);

}  // namespace oread::command
