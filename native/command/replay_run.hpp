// Replays the text of a trace for `oread replay`, without printing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "oread/trace.hpp"

namespace oread::command {

/// A recorded trace has 500 inputs; this leaves room for edited ones.
inline constexpr std::size_t kTraceMost = std::size_t{32} * 1024 * 1024;

struct Replayed {
  std::string refusal;      ///< Why it is not a readable trace; otherwise empty.
  std::size_t dropped = 0;  ///< Steps that the recorder dropped; if there are any, `now` is empty.
  trace::Transcript recorded;
  trace::Transcript now;
  std::optional<std::size_t> parted;  ///< The index of the first step that differs.
};

Replayed run_again(const std::string& text);

/// The result as one JSON object.
std::string replay_json(const Replayed& replayed);

}  // namespace oread::command
