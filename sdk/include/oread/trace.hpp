// Converts inputs and effects to text and back, for transcripts, logs and replays.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oread/dialects.hpp"
#include "oread/effect.hpp"
#include "oread/event.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "oread/result.hpp"

namespace oread::trace {

/// One line of JSON, `{"kind":"link-text","link":1,"text":"…"}`. A field that is zero (0, "",
/// false, [], empty, the first enumerator) is omitted. An announced event is not wrapped.
std::string to_text(const Input& input);
std::string to_text(const Effect& effect);

/// What is written of a field that is zero.
enum class Zeros : bool {
  Omit,  ///< Nothing, as in transcripts.
  Keep,  ///< Its value, for readers that do not know what is missing; null for missing data.
};
std::string to_text(const Event& event, Zeros zeros = Zeros::Omit);

/// The input that this JSON object describes; otherwise `Errc::BadFrame` with the reason.
Result<Input> read_input(std::string_view json);

/// The effects of one input.
struct Step {
  Time at{};
  Input input;
  std::vector<std::string> effects;  ///< In the format of `to_text`.
  std::optional<Time> deadline;      ///< The engine's deadline afterwards.
};

/// A recorded run of one engine; replaying the inputs must give the same effects and deadlines.
struct Transcript {
  std::string name;  ///< The rule it shows, as a sentence.
  Options options;
  DialectOptions server;
  std::vector<Step> steps;
};

/// The format is described in tests/transcripts/README.md. Errors: `Errc::BadFrame` with the
/// location.
Result<Transcript> read(std::string_view json);
std::string write(const Transcript& transcript);

/// Runs the inputs through a new engine and returns the transcript of what happened.
Transcript replay(const Transcript& transcript);
/// The same with this dialect, whatever `server` is: for dialects that `DialectOptions` does not
/// contain.
Transcript replay(const Transcript& transcript, std::unique_ptr<Dialect> dialect);

}  // namespace oread::trace
