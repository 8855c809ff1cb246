// Inputs and effects as text and back: what transcripts, logs and replays are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oread/dialects.hpp"
#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "oread/result.hpp"

namespace oread::trace {

/// One line of JSON, `{"kind":"link-text","link":1,"text":"…"}`. A field that is zero (0, "",
/// false, [], none, the first enumerator) is left out. An announced event stands for itself.
std::string to_text(const Input& input);
std::string to_text(const Effect& effect);

/// The input that this JSON object describes; `Errc::BadFrame` with the reason otherwise.
Result<Input> read_input(std::string_view json);

/// What one input caused.
struct Step {
  Time at{};
  Input input;
  std::vector<std::string> effects;  ///< As `to_text` writes them.
  std::optional<Time> deadline;      ///< The engine's deadline afterwards.
};

/// A recorded run of one engine; replaying the inputs must give the same effects and deadlines.
struct Transcript {
  std::string name;  ///< The rule it shows, as a sentence.
  Options options;
  PusherOptions pusher;
  std::vector<Step> steps;
};

/// The format is described in tests/transcripts/README.md. Errors: `Errc::BadFrame` with the place.
Result<Transcript> read(std::string_view json);
std::string write(const Transcript& transcript);

/// Runs the inputs through a fresh engine and returns the transcript with what really happened.
Transcript replay(const Transcript& transcript);

}  // namespace oread::trace
