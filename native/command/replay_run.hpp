// What `oread replay` does with the text of a trace, without printing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "oread/trace.hpp"

namespace oread::command {

/// A trace of the recorder has 500 inputs; this leaves room for any that a person edits.
inline constexpr std::size_t kTraceMost = std::size_t{32} * 1024 * 1024;

struct Replayed {
  std::string refusal;      ///< Why it is no trace that can be read; else empty.
  std::size_t dropped = 0;  ///< Steps that the recorder threw away: there is no `now` then.
  trace::Transcript recorded;
  trace::Transcript now;
  std::optional<std::size_t> parted;  ///< The first step, from 0, in which the two differ.
};

Replayed run_again(const std::string& text);

/// The result as one JSON object.
std::string replay_json(const Replayed& replayed);

}  // namespace oread::command
